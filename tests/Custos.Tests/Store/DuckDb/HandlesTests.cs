using System.Diagnostics;
using Custos.Store;
using Custos.Store.DuckDb;

namespace Custos.Tests.Store.DuckDb;

// The count of open handles is the process's: no other test may open a database meanwhile.
[Collection(nameof(HandlesTests))]
[CollectionDefinition(nameof(HandlesTests), DisableParallelization = true)]
public sealed class HandlesTests
{
    private const int Rounds = 10_000;

    private static readonly SqlFile Question = new("test", "SELECT CAST($1 AS VARCHAR), i FROM range(3) t(i)");

    [Fact]
    public void Ten_thousand_connections_statements_and_results_leave_nothing_behind()
    {
        using var database = Database.Open(null, new DatabaseOptions { Threads = 1 });
        Ask(database, rounds: 1000);

        // What a test before this one left to the finaliser is not counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var handles = NativeHandle.Live;

        var growth = Enumerable.Range(0, 3).Select(_ =>
        {
            var memory = ResidentBytes();
            Ask(database, Rounds);
            return ResidentBytes() - memory;
        }).ToList();

        NativeHandle.Live.ShouldBe(handles);
        database.Connections.ShouldBe(0);

        // A connection is some 100 KB: were one in a hundred left behind, 10 MB would be, every time. The allocator's own swings come once.
        growth.Min().ShouldBeLessThan(10_000_000);
    }

    [Fact]
    public void What_was_never_disposed_is_freed_by_the_finaliser()
    {
        var handles = NativeHandle.Live;
        Forget();
        for (var i = 0; i < 10 && NativeHandle.Live > handles; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        NativeHandle.Live.ShouldBe(handles);
    }

    private static void Ask(Database database, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            using var connection = database.Connect();
            using var statement = connection.Prepare(Question).Bind(1, "a text of more than twelve bytes");
            using var rows = statement.Query(default);
            rows.NextChunk().ShouldBeTrue();
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        var database = Database.Open(null, new DatabaseOptions());
        var rows = database.Connect().Prepare(Question).Bind(1, "x").Query(default);
        rows.NextChunk();
    }

    private static long ResidentBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
