using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Besoksnaring.Api.Partners.Migrations
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "is_notice_due",
                schema: "partner",
                table: "subscription",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            // Those that were given up before; what a partner paused itself it knows.
            migrationBuilder.Sql("update partner.subscription set is_notice_due = true where state = 'disabled' or (state = 'paused' and failing_since is not null)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "is_notice_due",
                schema: "partner",
                table: "subscription");
        }
    }
}
