using System.Text.Json;
using Besoksnaring.Contracts.Content;
using Besoksnaring.Vocabularies;

namespace Besoksnaring.Catalog.Listings;

/// <summary>The texts that a reader of one language gets, and which language each really is.</summary>
sealed record ChosenTexts(string Language, string Title, string? Summary, string? Description)
{
    string TitleLanguage { get; init; } = "";
    string? SummaryLanguage { get; init; }
    string? DescriptionLanguage { get; init; }

    public static ChosenTexts In(string language, RecordContent content)
    {
        var (title, summary, description) = (
            Languages.Choose(content.Title, language)!, Languages.Choose(content.Summary, language), Languages.Choose(content.Description, language));
        return new ChosenTexts(
            language, content.Title[title]!, summary is null ? null : content.Summary[summary], description is null ? null : content.Description[description])
        {
            TitleLanguage = title,
            SummaryLanguage = summary,
            DescriptionLanguage = description,
        };
    }

    /// <summary>Of the merged listing; null: there is no summary.</summary>
    public string? SummaryField => SummaryLanguage is null ? null : $"summary.{SummaryLanguage}";

    /// <summary>The same of the description.</summary>
    public string? DescriptionField => DescriptionLanguage is null ? null : $"description.{DescriptionLanguage}";

    /// <param name="withDescription">In a list the description stands in where there is no summary.</param>
    public void WriteContentLanguage(Utf8JsonWriter json, bool withDescription)
    {
        json.WriteStartObject("contentLanguage");
        json.WriteString("title", TitleLanguage);
        if ((withDescription ? SummaryLanguage : SummaryLanguage ?? DescriptionLanguage) is { } summary)
        {
            json.WriteString("summary", summary);
        }
        if (withDescription && DescriptionLanguage is { } description)
        {
            json.WriteString("description", description);
        }
        json.WriteEndObject();
    }
}
