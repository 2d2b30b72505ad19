using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Besoksnaring.Catalog.Migrations;

/// <summary>The words that listings are named by, for who mistypes one.</summary>
[DbContext(typeof(CatalogContext))]
[Migration("20261123150000_SearchWords")]
sealed class SearchWords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create extension if not exists pg_trgm;

        -- Once known, for ever known: a word whose listings are gone is rarely the nearest to what anyone types.
        create table catalog.word (
            word text collate "C" primary key
        );
        create index word_by_likeness on catalog.word using gin (word gin_trgm_ops);

        create view catalog.search_word as select word from catalog.word;
        grant select on catalog.search_word to besoksnaring_reader;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("An older version starts from its own backup, or from an empty catalogue and 'resend'.");
}
