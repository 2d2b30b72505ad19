using Besoksnaring.Catalog;
using Besoksnaring.Catalog.Records;
using Besoksnaring.Contracts;
using Besoksnaring.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using NodaTime;
using Npgsql;

namespace Besoksnaring.Portal.Tests;

/// <summary>The shipped portal on an empty catalogue of its own; what it mails lies in a folder.</summary>
sealed class APortal(WebApplication app, string database, DirectoryInfo mail) : IAsyncDisposable
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public AClock Clock { get; private init; } = new();

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(database);

    public static async Task<APortal> StartAsync(PostgresFixture postgres, params (string Key, string Value)[] settings)
    {
        var database = await postgres.CreateDatabaseAsync("portal");
        await CatalogSchema.MigrateAsync(database, Ct);
        await PortalSchema.MigrateAsync(database, Ct);
        var mail = Directory.CreateTempSubdirectory("besoksnaring-mail");
        var clock = new AClock();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Append(("ConnectionStrings:Besoksnaring", database)).Append(("Mail:Folder", mail.FullName)).Append(("Portal:ImageFolder", Path.Combine(mail.FullName, "images"))).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));
        builder.Services.AddSingleton<IClock>(clock);
        builder.Services.AddCatalogWriter(builder.Configuration).AddSingleton<IAnsweringSink>(services => services.GetRequiredService<CatalogDesk>());
        builder.Services.AddPortal(builder.Configuration);
        var app = builder.Build();
        app.MapPortal();
        await app.StartAsync(Ct);
        return new APortal(app, database, mail) { Clock = clock };
    }

    public Task WriteAsync(params RecordObserved[] records) => app.Services.GetRequiredService<CatalogWriter>().SendAsync(new RecordsObserved(records), Ct);

    /// <returns>The messages to an address, the latest first.</returns>
    public async Task<IReadOnlyList<MimeMessage>> MailToAsync(string email)
    {
        var messages = new List<MimeMessage>();
        foreach (var file in mail.GetFiles("*.eml").OrderByDescending(file => file.Name))
        {
            var message = await MimeMessage.LoadAsync(file.FullName, Ct);
            if (message.To.Mailboxes.Any(box => box.Address == email))
            {
                messages.Add(message);
            }
        }
        return messages;
    }

    public Visitor Visit() => new(this);

    /// <returns>Somebody who is signed in by the link that was mailed.</returns>
    public async Task<Visitor> SignInAsync(string email)
    {
        var visitor = Visit();
        await visitor.PostAsync("/portal/sign-in", ("email", email));
        await visitor.PostAsync(await LinkToAsync(email));
        return visitor;
    }

    public async Task<string> LinkToAsync(string email)
    {
        var text = (await MailToAsync(email))[0].TextBody!;
        return text.Split('\n').Select(line => line.Trim()).Single(line => line.StartsWith("http", StringComparison.Ordinal));
    }

    public string Database => database;

    public string MailFolder => mail.FullName;

    public Task<string> ListingAsync(string recordId) => ScalarAsync<string>($"select listing_id from catalog.source_record where record_id = '{recordId}'");

    /// <returns>The Swedish listing as its readers get it.</returns>
    public Task<string> DetailAsync(string id) => ScalarAsync<string>($"select convert_from(detail, 'UTF8') from catalog.listing_bytes where listing_id = '{id}' and language = 'sv'");

    public Task<string> TitleAsync(string id) => ScalarAsync<string>($"select title from catalog.listing_row where id = '{id}'");

    public async Task<IReadOnlyList<string>> ColumnAsync(string sql)
    {
        var values = new List<string>();
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            values.Add(reader.GetString(0));
        }
        return values;
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Source.DisposeAsync();
        mail.Delete(recursive: true);
    }
}

/// <summary>A clock that a test may move.</summary>
sealed class AClock : IClock
{
    public Duration Ahead { get; set; }

    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant() + Ahead;
}
