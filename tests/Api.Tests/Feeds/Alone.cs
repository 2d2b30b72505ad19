namespace Besoksnaring.Api.Tests.Feeds;

/// <summary>What measures the memory of this process: nothing else may run in it meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
