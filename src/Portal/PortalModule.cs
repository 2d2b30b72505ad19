using Besoksnaring.Mail;
using Besoksnaring.Portal.Images;
using Besoksnaring.Portal.Listings;
using Besoksnaring.Portal.Look;
using Besoksnaring.Portal.People;
using Besoksnaring.Portal.SignIn;
using Besoksnaring.Portal.Truth;
using Besoksnaring.Vocabularies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using NodaTime;

namespace Besoksnaring.Portal;

/// <summary>What the portal is made of: pages for businesses and editors, under <c>/portal</c>.</summary>
static class PortalModule
{
    public const string Path = "/portal";

    static readonly TimeSpan SignedIn = TimeSpan.FromDays(14);

    public static IServiceCollection AddPortal(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidator>();
        services.AddOptions<PortalOptions>().Bind(configuration.GetSection("Portal")).ValidateOnStart()
            // Where both are behind one address it need be said once.
            .PostConfigure(options => options.PublicUrl = options.PublicUrl.Length > 0 ? options.PublicUrl : configuration["Api:PublicUrl"] ?? "");
        services.TryAddSingleton<IClock>(SystemClock.Instance);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => configuration["Registry:File"] is { Length: > 0 } file ? Region.Load(file) : Region.Default);
        services.AddSingleton(_ => new PortalDatabase(PortalDatabase.ConnectionStringOf(configuration)));
        services.AddDbContext<PortalContext>((provider, options) => PortalDatabase.Configure(options, provider.GetRequiredService<PortalDatabase>().Source));
        services.AddHostedService<PortalGate>();
        services.AddMail(configuration);
        services.AddPeople();
        services.AddListings();
        services.AddSingleton<ImageFolder>();
        services.AddScoped<Asking>();
        services.AddHostedService<AskingWorker>();
        services.AddPages();
        return services;
    }

    static void AddPeople(this IServiceCollection services)
    {
        services.AddScoped<Attempts>();
        services.AddScoped<SignInLinks>();
        services.AddIdentityCore<Person>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        }).AddEntityFrameworkStores<PortalContext>().AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
        {
            cookie.Cookie.Name = "besoksnaring-portal";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.HttpOnly = true;
            cookie.LoginPath = "/sign-in";
            cookie.AccessDeniedPath = "/sign-in";
            cookie.ReturnUrlParameter = "to";
            cookie.ExpireTimeSpan = SignedIn;
            cookie.SlidingExpiration = true;
        }));
        // Who signs out everywhere is out everywhere within a minute.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthorization();
        // Its keys lie in the database, beside what they protect, and it says so at every start.
        services.Configure<LoggerFilterOptions>(logging => logging.Rules.Insert(0, new LoggerFilterRule(null, "Microsoft.AspNetCore.DataProtection", LogLevel.Error, null)));
        services.AddDataProtection().SetApplicationName("besoksnaring-portal").PersistKeysToDbContext<PortalContext>();
    }

    static void AddPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<Said>();
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "besoksnaring-portal-form");
        // Swedish letters as they are.
        services.Configure<WebEncoderOptions>(web => web.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.AddRazorPages(pages =>
        {
            pages.RootDirectory = "/";
            pages.Conventions.AuthorizeFolder("/");
            pages.Conventions.AddPageRoute("/Listings/Edit", "/drafts/{draft:guid}");
            pages.Conventions.AllowAnonymousToPage("/Home/Home");
            pages.Conventions.AllowAnonymousToFolder("/SignIn");
            pages.Conventions.AllowAnonymousToPage("/Look/Language");
            pages.Conventions.AllowAnonymousToPage("/Truth/Answer");
        }).AddApplicationPart(typeof(PortalModule).Assembly).AddRazorOptions(razor => razor.PageViewLocationFormats.Add("/Look/{0}.cshtml"));
    }

    /// <summary>A pipeline of its own: nothing of the Api's is asked for a page, and none of its addresses is known here.</summary>
    public static IApplicationBuilder MapPortal(this WebApplication app)
    {
        var portal = new ApplicationBuilder(app.Services);
        var options = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in options.Proxies)
        {
            forwarded.KnownProxies.Add(proxy);
        }
        portal.UseForwardedHeaders(forwarded);
        portal.UsePageHeaders();
        portal.UseExceptionHandler(faults => faults.Run(Faults.AnswerAsync));
        portal.UseStatusCodePages(Faults.ExplainAsync);
        portal.UseRouting();
        portal.UseAuthentication();
        portal.UseAuthorization();
        portal.UseAntiforgery();
        portal.UseEndpoints(endpoints =>
        {
            endpoints.MapRazorPages();
            endpoints.MapGet("/look/portal.css", Assets.StyleAsync);
            endpoints.MapGet("/look/portal.js", Assets.ScriptAsync);
            endpoints.MapGet("/images/{name}", ShowImage.AnswerAsync);
        });
        var run = portal.Build();
        return app.Map(Path, branch => branch.Run(run));
    }
}
