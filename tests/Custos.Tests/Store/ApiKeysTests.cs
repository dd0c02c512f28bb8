using System.Text;
using Custos.Records;
using Custos.Store;

namespace Custos.Tests.Store;

public sealed class ApiKeysTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private EventLogOptions Options => new() { DataDirectory = _folder.Data };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_made_key_admits_and_another_does_not()
    {
        await using var store = EmbeddedStore.Open(Options);
        store.Keys.Any.ShouldBeFalse();
        var (first, text) = store.Keys.Create("search team");
        var (_, other) = store.Keys.Create("billing");

        store.Keys.Any.ShouldBeTrue();
        store.Keys.Verify(text).ShouldBe(first);
        store.Keys.Verify(other)!.Name.ShouldBe("billing");
        store.Keys.Verify(text[..^1] + (text[^1] == 'A' ? 'B' : 'A')).ShouldBeNull();
        store.Keys.Verify(text + "A").ShouldBeNull();
        foreach (var nonsense in (string[])["", "custos", "custos__", $"custos_{first.Id}_", "other_" + text[7..], new string('x', 100_000)])
        {
            store.Keys.Verify(nonsense).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_revoked_key_admits_nobody_and_stays_listed()
    {
        await using var store = EmbeddedStore.Open(Options);
        var (key, text) = store.Keys.Create("search team");

        store.Keys.Revoke(key.Id).ShouldBeTrue();

        store.Keys.Verify(text).ShouldBeNull();
        store.Keys.Any.ShouldBeFalse();
        store.Keys.List().ShouldHaveSingleItem().RevokedAt.ShouldNotBeNull();
        store.Keys.Revoke(key.Id).ShouldBeFalse();
        store.Keys.Revoke("absent").ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_outlive_the_process_and_their_text_is_nowhere_on_the_disk()
    {
        string text;
        await using (var store = EmbeddedStore.Open(Options)) text = store.Keys.Create("search team").Text;

        var secret = Encoding.ASCII.GetBytes(text.Split('_', 3)[2]);
        foreach (var file in Directory.GetFiles(_folder.Data.Path, "*", SearchOption.AllDirectories))
        {
            File.ReadAllBytes(file).AsSpan().IndexOf(secret).ShouldBe(-1);
        }

        await using var again = EmbeddedStore.Open(Options);
        again.Keys.Verify(text)!.Name.ShouldBe("search team");
    }

    [Fact]
    public async Task A_keys_limits_are_kept_and_changed()
    {
        string id, text;
        await using (var store = EmbeddedStore.Open(Options))
        {
            (var key, text) = store.Keys.Create("batch", new KeyLimits(RequestsPerMinute: 60));
            id = key.Id;
            store.Keys.Verify(text)!.Limits.ShouldBe(new KeyLimits(60, null));
            store.Keys.Limit(id, new KeyLimits(null, 5000)).ShouldBeTrue();
            store.Keys.Limit("absent", new KeyLimits(1)).ShouldBeFalse();
            Should.Throw<BadInputException>(() => store.Keys.Limit(id, new KeyLimits(0))).IsUsage.ShouldBeTrue();
            Should.Throw<BadInputException>(() => store.Keys.Create("batch", new KeyLimits(null, -1))).IsUsage.ShouldBeTrue();
        }

        await using var again = EmbeddedStore.Open(Options);
        again.Keys.Verify(text)!.Limits.ShouldBe(new KeyLimits(null, 5000));
        again.Keys.Revoke(id).ShouldBeTrue();
        again.Keys.Limit(id, new KeyLimits(1)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_key_without_a_name_is_refused(string name)
    {
        await using var store = EmbeddedStore.Open(Options);

        Should.Throw<BadInputException>(() => store.Keys.Create(name)).IsUsage.ShouldBeTrue();
    }
}
