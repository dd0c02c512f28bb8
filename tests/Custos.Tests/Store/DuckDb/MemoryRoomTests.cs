using Custos.Store;
using Custos.Store.DuckDb;

namespace Custos.Tests.Store.DuckDb;

public sealed class MemoryRoomTests
{
    [Fact]
    public void The_database_may_fill_much_memory_only_while_somebody_asks()
    {
        using var database = Database.Open(null, new DatabaseOptions { IsSpare = true, MemoryLimitBytes = 1L << 30 });
        using var recording = database.ConnectToRecord();

        LimitOf(recording).ShouldBe("256.0 MiB");
        using (database.Connect())
        {
            using (database.Connect()) LimitOf(recording).ShouldBe("1.0 GiB");
            LimitOf(recording).ShouldBe("1.0 GiB");
        }

        LimitOf(recording).ShouldBe("256.0 MiB");
    }

    [Fact]
    public void Without_a_limit_of_its_own_it_may_fill_most_of_the_machine_and_without_being_spare_it_always_may()
    {
        using var spare = Database.Open(null, new DatabaseOptions { IsSpare = true });
        using var usual = Database.Open(null, new DatabaseOptions());
        using var asking = spare.Connect();

        using var recording = usual.ConnectToRecord();

        LimitOf(asking).ShouldBe(LimitOf(recording));
    }

    // What holds, not the setting: the two differ after a RESET.
    private static string LimitOf(Connection connection)
    {
        using var statement = connection.Prepare(new SqlFile("test", "SELECT memory_limit FROM pragma_database_size()"));
        using var rows = statement.Query(default);
        rows.NextChunk();
        return rows[0].ReadString(0);
    }
}
