namespace Besoksnaring.Contracts.Tests;

public class RecordKeyTests
{
    [Theory]
    [InlineData("turid:17", "turid", "17")]
    [InlineData("visit-sweden:https://example.se/a:b", "visit-sweden", "https://example.se/a:b")]
    public void The_first_colon_parts_provider_and_id(string text, string provider, string recordId)
    {
        Assert.True(RecordKey.TryParse(text, out var key));
        Assert.Equal(new RecordKey(provider, recordId), key);
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("turid")]
    [InlineData(":17")]
    [InlineData("turid:")]
    [InlineData("Turid:17")]
    [InlineData("turid:1\n7")]
    public void What_is_no_key_is_refused(string? text) => Assert.False(RecordKey.TryParse(text, out _));
}
