using Custos.Records;
using Custos.Store;
using Custos.Store.DuckDb;
using Custos.Store.Record;

namespace Custos.Tests.Store.Record;

public sealed class AnnotationsTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_text_is_looked_at_once_for_each_version_and_new_ones_later()
    {
        await using (var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = _folder.Data }))
        {
            await store.Log.AppendAsync([SomeEvents.Exchange(1, "one", "answer"), SomeEvents.Exchange(2, null, "other"), SomeEvents.Exchange(3, "three")], default);
            (await RunAsync(store, "v1")).ShouldBe(2);
            (await RunAsync(store, "v1")).ShouldBe(0);
            await store.Log.AppendAsync([SomeEvents.Exchange(4, "four")], default);
            (await RunAsync(store, "v1")).ShouldBe(1);
            (await RunAsync(store, "v2")).ShouldBe(3);
        }

        Rows().ShouldBe(["length v1 3", "length v1 4", "length v1 5", "length v2 3", "length v2 4", "length v2 5"]);
    }

    [Fact]
    public async Task What_throws_half_way_is_gone_on_with_and_nothing_is_there_twice()
    {
        await using (var store = EmbeddedStore.Open(new EventLogOptions { DataDirectory = _folder.Data }))
        {
            for (var i = 0; i < 5; i++) await store.Log.AppendAsync([.. Enumerable.Range(0, 6_000).Select(_ => SomeEvents.Exchange(1, "text"))], default);
            var calls = 0;
            await Should.ThrowAsync<InvalidOperationException>(async () => await store.Annotations.RunAsync(
                "length", "v1", Direction.Input, texts => ++calls > 12 ? throw new InvalidOperationException() : Lengths(texts), progress: null, default));
            (await RunAsync(store, "v1")).ShouldBeLessThan(30_000);
        }

        Rows().Count.ShouldBe(30_000);
    }

    private static Task<long> RunAsync(EmbeddedStore store, string version) => store.Annotations.RunAsync("length", version, Direction.Input, Lengths, progress: null, default);

    private static List<Annotation> Lengths(IReadOnlyList<string> texts) => [.. texts.Select(text => new Annotation(null, text.Length))];

    private List<string> Rows()
    {
        using var database = Database.Open(_folder.Data.Database, new DatabaseOptions { ReadOnly = true });
        using var connection = database.Connect();
        using var statement = connection.Prepare(new SqlFile("all", "SELECT name || ' ' || version || ' ' || CAST(CAST(score AS INTEGER) AS VARCHAR) FROM annotations ORDER BY 1"));
        using var rows = statement.Query(default);
        var all = new List<string>();
        while (rows.NextChunk())
        {
            for (var row = 0; row < rows.Count; row++) all.Add(rows[0].ReadString(row));
        }

        return all;
    }
}
