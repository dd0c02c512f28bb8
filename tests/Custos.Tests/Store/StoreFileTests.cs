using Custos.Records;
using Custos.Store;

namespace Custos.Tests.Store;

public sealed class StoreFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Path => _folder.File("custos.duckdb");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_file_gets_every_table_and_an_old_one_keeps_its_rows()
    {
        using (var file = StoreFile.Open(Path, TimeProvider.System)) Run(file, "INSERT INTO moderation_actions VALUES ('r', 'ban', TIMESTAMP '2026-03-01')");

        using var again = StoreFile.Open(Path, TimeProvider.System);

        Read(again, "SELECT count(*) FROM moderation_actions").ShouldBe(1L);
        Read(again, "SELECT count(*) FROM schema_versions").ShouldBe((long)SqlFile.Migrations().Count);
        Read(again, "SELECT max(version) FROM schema_versions").ShouldBe(SqlFile.Migrations()[^1].Version);
    }

    [Fact]
    public void A_store_of_a_newer_program_is_refused_and_left_as_it_is()
    {
        using (var file = StoreFile.Open(Path, TimeProvider.System)) Run(file, "INSERT INTO schema_versions VALUES (300001010000, 'newer', TIMESTAMP '2026-03-01')");
        var before = File.ReadAllBytes(Path);

        Should.Throw<BadInputException>(() => StoreFile.Open(Path, TimeProvider.System)).Message.ShouldContain("newer Custos");

        File.ReadAllBytes(Path).ShouldBe(before);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(Path, new string('x', 20_000));

        Should.Throw<BadInputException>(() => StoreFile.Open(Path, TimeProvider.System)).Message.ShouldContain("cannot open this store");

        File.ReadAllText(Path).ShouldBe(new string('x', 20_000));
    }

    [Fact]
    public void Versions_rise_and_are_unlike() => SqlFile.Migrations().Select(migration => migration.Version).ShouldBeInOrder();

    [Fact]
    public void A_file_is_opened_anew_only_when_nobody_uses_it()
    {
        using var file = StoreFile.Open(Path, TimeProvider.System);
        using (file.Connect()) file.TryReopen().ShouldBeFalse();

        file.TryReopen().ShouldBeTrue();
        Read(file, "SELECT count(*) FROM exchanges").ShouldBe(0L);
    }

    private static void Run(StoreFile file, string sql)
    {
        using var connection = file.Connect();
        connection.Execute(new SqlFile("test", sql), default);
    }

    private static object? Read(StoreFile file, string sql)
    {
        using var connection = file.Connect();
        using var statement = connection.Prepare(new SqlFile("test", sql));
        using var rows = statement.Query(default);
        rows.NextChunk();
        return rows[0].ReadAny(0);
    }
}
