using Microsoft.Extensions.Options;

namespace Besoksnaring.Api.Mail;

/// <summary>What partners are told by mail.</summary>
static class MailModule
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddOptions<MailOptions>().Bind(configuration.GetSection("Mail")).ValidateOnStart();
        services.AddSingleton<Mailer>();
        return services;
    }
}
