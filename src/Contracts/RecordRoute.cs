namespace Besoksnaring.Contracts;

/// <summary>
/// The queues to Catalog, as whoever comes first declares them. Records wait in the first. One that was
/// with a consumer as it died, again and again, goes on to the second, where each message is alone with its consumer: so
/// the message that kills is told from those that were only near it. What still kills, and what throws, ends in the third.
/// </summary>
public sealed record RecordRoute(string Name = RecordRoute.DefaultName)
{
    public const string DefaultName = "besoksnaring.records";

    // A message is given once more than its limit: five times from each queue, ten in all.
    const int DeliveryLimit = 4;

    public string Alone => Name + ".alone";

    public string Dead => Name + ".dead";

    /// <summary>Where what somebody waits for does not wait behind an import.</summary>
    public string Asked => Name + ".asked";

    public string Previews => Name + ".previews";

    public IReadOnlyDictionary<string, object> Arguments => WithDeadLetters(to: Alone);

    public IReadOnlyDictionary<string, object> AloneArguments => WithDeadLetters(to: Dead);

    public IReadOnlyDictionary<string, object> AskedArguments => WithDeadLetters(to: Dead);

    /// <summary>A preview changes nothing: one that no one answers in time is dropped.</summary>
    public static IReadOnlyDictionary<string, object> PreviewArguments { get; } = new Dictionary<string, object> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = 1 };

    /// <summary>Dead letters stay however often they are looked at: since RabbitMQ 4 a quorum queue drops after 20 unless told.</summary>
    public static IReadOnlyDictionary<string, object> DeadArguments { get; } = new Dictionary<string, object>
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = 1_000_000_000,
    };

    static Dictionary<string, object> WithDeadLetters(string to) => new()
    {
        ["x-queue-type"] = "quorum",
        ["x-delivery-limit"] = DeliveryLimit,
        ["x-dead-letter-exchange"] = to,
        // The broker may die between two queues too; this strategy requires the overflow, which no limit ever causes.
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };
}
