using Besoksnaring.Api.Providers;
using NodaTime;
using NodaTime.Text;

namespace Besoksnaring.Api.StartPage;

/// <summary>Each provider: how fresh, how it went, and why when it did not go well.</summary>
static class ProviderCards
{
    static readonly ZonedDateTimePattern Moment = ZonedDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm", null);

    public static Html Of(IReadOnlyList<ProviderView> providers, PageTexts texts, string timeZone, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var cards = Html.Join(providers.Select(provider => Card(provider, texts, zone, now)));
        return Html.Of($"""
            <section aria-labelledby="providers"><h2 id="providers">{texts.Freshness}</h2>
            {(providers.Count == 0 ? Html.Of($"""<p class="empty">{texts.NoProviders}</p>""") : Html.Of($"<p>{texts.FreshnessLead}</p>"))}
            <ul class="cards">{cards}</ul></section>
            """);
    }

    static Html Card(ProviderView provider, PageTexts texts, DateTimeZone zone, Instant now) => Html.Of($"""
        <li><h3><a href="/api/v1/providers/{provider.Id}">{provider.Name}</a></h3>
        <p class="state {provider.Health}">{texts.HealthNames.GetValueOrDefault(provider.Health, provider.Health)}</p>
        <p>{When(provider, texts, zone, now)}</p>
        {Why(provider)}
        <p class="quiet"><a href="/api/v1/listings?provider={provider.Id}">{texts.Number(provider.Listings)} {texts.Listings}</a> · {provider.Organisation} · {LicenceOf(provider, texts)}</p></li>
        """);

    static string LicenceOf(ProviderView provider, PageTexts texts) =>
        provider.Licence.Id == "none" ? texts.NoLicence : $"{texts.Licence}: {provider.Licence.Id}";

    static Html When(ProviderView provider, PageTexts texts, DateTimeZone zone, Instant now)
    {
        if (provider.LastRun is not { EndedAt: { } at } run)
        {
            return Html.Of($"{texts.NotReadYet}");
        }
        var verdict = run.Verdict is null ? "" : texts.VerdictNames.GetValueOrDefault(run.Verdict, run.Verdict);
        return Html.Of($"""
            {texts.LastRead} <a href="/api/v1/runs/{run.Id.ToString()}"><time datetime="{InstantPattern.General.Format(at)}">{texts.Ago(now - at)}</time></a>: {verdict}
            <span class="quiet moment">({Moment.Format(at.InZone(zone))})</span>
            """);
    }

    static Html Why(ProviderView provider) =>
        provider.LastRun is { Reason: { } reason, Verdict: not ("complete" or "unchanged") } ? Html.Of($"""<p class="why">{reason}</p>""") : Html.Empty;
}
