namespace Besoksnaring.Api.OpenApi;

/// <summary>The operations that are mapped.</summary>
static class Operations
{
    /// <returns>Those whose path begins so, in the order they were mapped.</returns>
    public static IEnumerable<(string Path, OperationDescription Operation)> Under(EndpointDataSource endpoints, string root) => All(endpoints).Where(o => IsUnder(o.Path, root));

    /// <returns>The others.</returns>
    public static IEnumerable<(string Path, OperationDescription Operation)> NotUnder(EndpointDataSource endpoints, string root) => All(endpoints).Where(o => !IsUnder(o.Path, root));

    static IEnumerable<(string Path, OperationDescription Operation)> All(EndpointDataSource endpoints) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        let operation = endpoint.Metadata.GetMetadata<OperationDescription>()
        where operation is not null
        select ("/" + endpoint.RoutePattern.RawText!.Trim('/'), operation);

    static bool IsUnder(string path, string root) => path == root || path.StartsWith(root + "/", StringComparison.Ordinal);
}
