using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

#nullable disable

namespace Besoksnaring.Ingest.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "ingest");

            migrationBuilder.CreateTable(
                name: "known_record",
                schema: "ingest",
                columns: table => new
                {
                    provider = table.Column<string>(type: "text", nullable: false),
                    record_id = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    dates = table.Column<string>(type: "text", nullable: true),
                    sequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_record", x => new { x.provider, x.record_id });
                });

            migrationBuilder.CreateTable(
                name: "provider",
                schema: "ingest",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    organisation = table.Column<string>(type: "text", nullable: false),
                    format = table.Column<string>(type: "text", nullable: false),
                    licence_id = table.Column<string>(type: "text", nullable: false),
                    licence_permits = table.Column<string[]>(type: "text[]", nullable: false),
                    contact = table.Column<string>(type: "text", nullable: true),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    complete_for = table.Column<string>(type: "text", nullable: false),
                    schedule = table.Column<string>(type: "text", nullable: true),
                    in_registry = table.Column<bool>(type: "boolean", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    snapshot_hash = table.Column<string>(type: "text", nullable: true),
                    entry_hash = table.Column<string>(type: "text", nullable: true),
                    validators = table.Column<string>(type: "jsonb", nullable: true),
                    last_file = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    not_before = table.Column<Instant>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "provider_lease",
                schema: "ingest",
                columns: table => new
                {
                    provider = table.Column<string>(type: "text", nullable: false),
                    holder = table.Column<Guid>(type: "uuid", nullable: false),
                    expires_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_provider_lease", x => x.provider);
                });

            migrationBuilder.CreateTable(
                name: "run",
                schema: "ingest",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    provider = table.Column<string>(type: "text", nullable: false),
                    work = table.Column<string>(type: "text", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    verdict = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    seen = table.Column<int>(type: "integer", nullable: false),
                    @new = table.Column<int>(name: "new", type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    tombstoned = table.Column<int>(type: "integer", nullable: false),
                    would_tombstone = table.Column<int>(type: "integer", nullable: false),
                    unreadable = table.Column<int>(type: "integer", nullable: false),
                    skipped = table.Column<int>(type: "integer", nullable: false),
                    warnings = table.Column<int>(type: "integer", nullable: false),
                    bytes = table.Column<long>(type: "bigint", nullable: false),
                    snapshot_hash = table.Column<string>(type: "text", nullable: true),
                    unmapped = table.Column<string>(type: "jsonb", nullable: false),
                    unresolved_places = table.Column<string>(type: "jsonb", nullable: false),
                    decided_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_run", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "held_tombstone",
                schema: "ingest",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_held_tombstone", x => new { x.run_id, x.record_id });
                    table.ForeignKey(
                        name: "FK_held_tombstone_run_run_id",
                        column: x => x.run_id,
                        principalSchema: "ingest",
                        principalTable: "run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quarantined",
                schema: "ingest",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    record_id = table.Column<string>(type: "text", nullable: true),
                    place = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    raw = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quarantined", x => new { x.run_id, x.ordinal });
                    table.ForeignKey(
                        name: "FK_quarantined_run_run_id",
                        column: x => x.run_id,
                        principalSchema: "ingest",
                        principalTable: "run",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_run_provider_started_at",
                schema: "ingest",
                table: "run",
                columns: new[] { "provider", "started_at" },
                descending: new[] { false, true });

            migrationBuilder.CreateIndex(
                name: "IX_run_started_at",
                schema: "ingest",
                table: "run",
                column: "started_at",
                descending: new bool[0]);

            migrationBuilder.CreateIndex(
                name: "ix_run_undecided",
                schema: "ingest",
                table: "run",
                column: "provider",
                filter: "verdict = 'held' and decided_at is null");

            migrationBuilder.Sql(Views.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Views.Drop);

            migrationBuilder.DropTable(
                name: "held_tombstone",
                schema: "ingest");

            migrationBuilder.DropTable(
                name: "known_record",
                schema: "ingest");

            migrationBuilder.DropTable(
                name: "provider",
                schema: "ingest");

            migrationBuilder.DropTable(
                name: "provider_lease",
                schema: "ingest");

            migrationBuilder.DropTable(
                name: "quarantined",
                schema: "ingest");

            migrationBuilder.DropTable(
                name: "run",
                schema: "ingest");
        }
    }
}
