using System;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Besoksnaring.Api.Partners.Migrations
{
    /// <inheritdoc />
    public partial class Subscriptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "subscription",
                schema: "partner",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    partner_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    search_id = table.Column<string>(type: "text", nullable: true),
                    kinds = table.Column<string[]>(type: "text[]", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false),
                    languages = table.Column<string[]>(type: "text[]", nullable: false),
                    secret = table.Column<string>(type: "text", nullable: false),
                    previous_secret = table.Column<string>(type: "text", nullable: true),
                    previous_until = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    state = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    epoch = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    failing_since = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    next_attempt_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    last_success_at = table.Column<Instant>(type: "timestamp with time zone", nullable: true),
                    generation = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<Instant>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_subscription", x => x.id);
                    table.ForeignKey(
                        name: "FK_subscription_partner_partner_id",
                        column: x => x.partner_id,
                        principalSchema: "partner",
                        principalTable: "partner",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_subscription_saved_search_search_id",
                        column: x => x.search_id,
                        principalSchema: "partner",
                        principalTable: "saved_search",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "delivery",
                schema: "partner",
                columns: table => new
                {
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    subscription_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<Instant>(type: "timestamp with time zone", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    listing_id = table.Column<string>(type: "text", nullable: true),
                    position = table.Column<long>(type: "bigint", nullable: true),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: true),
                    latency_ms = table.Column<int>(type: "integer", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    fault = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery", x => x.number);
                    table.ForeignKey(
                        name: "FK_delivery_subscription_subscription_id",
                        column: x => x.subscription_id,
                        principalSchema: "partner",
                        principalTable: "subscription",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_delivery_subscription_id_number",
                schema: "partner",
                table: "delivery",
                columns: new[] { "subscription_id", "number" });

            migrationBuilder.CreateIndex(
                name: "IX_subscription_partner_id_created_at_id",
                schema: "partner",
                table: "subscription",
                columns: new[] { "partner_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_subscription_search_id",
                schema: "partner",
                table: "subscription",
                column: "search_id");

            migrationBuilder.Sql(SubscriptionRules.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "delivery",
                schema: "partner");

            migrationBuilder.DropTable(
                name: "subscription",
                schema: "partner");
        }
    }
}
