using Besoksnaring.Api.Log;

namespace Besoksnaring.Api.Streams;

/// <summary>What is followed just now, each once however many readers it has.</summary>
sealed class StreamTopics(LogFollower follower, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<StreamTopic> logger)
{
    readonly Lock gate = new();
    readonly Dictionary<string, Followed> topics = new(StringComparer.Ordinal);

    /// <param name="key">The same for the same events.</param>
    public async Task<StreamLease> JoinAsync(string key, ReadEvents read, CancellationToken cancellationToken)
    {
        // The place to begin at for who says none: what is committed later than this is sent.
        var state = await follower.WaitForNewAsync(default, cancellationToken);
        lock (gate)
        {
            if (!topics.TryGetValue(key, out var followed) || followed.Topic.IsOver)
            {
                var topic = new StreamTopic(read, state, follower, time, logger);
                topics[key] = followed = new(topic, lifetime.ApplicationStopping.Register(topic.Dispose));
                _ = followed.Topic.RunAsync();
            }
            followed.Readers++;
            return new StreamLease(followed.Topic, () => Leave(key, followed));
        }
    }

    void Leave(string key, Followed followed)
    {
        lock (gate)
        {
            if (--followed.Readers > 0)
            {
                return;
            }
            if (topics.GetValueOrDefault(key) == followed)
            {
                topics.Remove(key);
            }
        }
        followed.AtStop.Unregister();
        followed.Topic.Dispose();
    }

    sealed class Followed(StreamTopic topic, CancellationTokenRegistration atStop)
    {
        public StreamTopic Topic { get; } = topic;

        public CancellationTokenRegistration AtStop { get; } = atStop;

        public int Readers { get; set; }
    }
}

sealed class StreamLease(StreamTopic topic, Action leave) : IDisposable
{
    public StreamTopic Topic { get; } = topic;

    public void Dispose() => leave();
}
