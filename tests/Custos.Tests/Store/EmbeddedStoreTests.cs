using Custos.Records;
using Custos.Store;

namespace Custos.Tests.Store;

public sealed class EmbeddedStoreTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private EventLogOptions Options => new() { DataDirectory = _folder.Data };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_opener_is_told_who_holds_the_store()
    {
        await using var store = EmbeddedStore.Open(Options);

        Should.Throw<BadInputException>(() => EmbeddedStore.Open(Options)).Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task A_second_opener_is_led_to_the_server_that_holds_the_store()
    {
        await using var store = EmbeddedStore.Open(Options);
        var announced = store.Announce(new Uri("http://127.0.0.1:5080"));

        EmbeddedStore.TryOpen(Options, out var server).ShouldBeNull();

        server.ShouldBe(announced);
        server!.Url.ShouldBe("http://127.0.0.1:5080");
        announced.Admits(server.Token).ShouldBeTrue();
        announced.Admits("").ShouldBeFalse();
        Should.Throw<BadInputException>(() => EmbeddedStore.Open(Options)).Message.ShouldContain("http://127.0.0.1:5080");
    }

    [Fact]
    public async Task The_servers_token_is_readable_by_its_owner_alone_and_gone_at_the_end()
    {
        var path = Path.Combine(_folder.Data.Path, "server.json");
        await using (var store = EmbeddedStore.Open(Options))
        {
            store.Announce(new Uri("http://127.0.0.1:5080"));
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_killed_server_left_behind_does_not_hold_the_store()
    {
        Directory.CreateDirectory(_folder.Data.Path);
        File.WriteAllText(Path.Combine(_folder.Data.Path, "server.json"), """{"pid":1,"url":"http://127.0.0.1:1","token":"x"}""");
        File.WriteAllText(Path.Combine(_folder.Data.Path, "lock"), "");
        File.WriteAllText(Path.Combine(_folder.Data.Path, "holder"), "1");

        await using var store = EmbeddedStore.Open(Options);

        ServerFile.TryRead(_folder.Data).ShouldBeNull();
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused_in_plain_words()
    {
        File.WriteAllText(_folder.File("data"), "");

        Should.Throw<BadInputException>(() => EmbeddedStore.Open(Options)).Message.ShouldContain("--data-dir");
    }
}
