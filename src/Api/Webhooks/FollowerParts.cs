using Besoksnaring.Api.Log;
using Besoksnaring.Api.Outbound;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Besoksnaring.Api.Webhooks;

/// <summary>What all followers share.</summary>
sealed class FollowerParts(
    LogFollower log, MessagePages pages, OutboundCalls calls, DeliveryWriter writer, IServer server, IOptions<ApiOptions> options, IClock clock, TimeProvider time, ILogger<Follower> logger)
{
    public LogFollower Log { get; } = log;

    public MessagePages Pages { get; } = pages;

    public OutboundCalls Calls { get; } = calls;

    public DeliveryWriter Writer { get; } = writer;

    public IServer Server { get; } = server;

    public ApiOptions Options { get; } = options.Value;

    public IClock Clock { get; } = clock;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;
}
