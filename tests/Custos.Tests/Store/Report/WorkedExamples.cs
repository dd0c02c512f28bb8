using System.Text.Json;
using Custos.Store;
using Custos.Tests.House;

namespace Custos.Tests.Store.Report;

/// <summary>Small data, reports asked of it, and the answers as pandas computed them: written by <c>bench/peers/reports/examples.sh</c>.</summary>
internal static class WorkedExamples
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static string Folder => Path.Combine(Repository.Root, "tests/Custos.Tests/Store/Report/Examples");

    public static IReadOnlyList<WorkedExample> All { get; } = JsonSerializer.Deserialize<WorkedExample[]>(File.ReadAllText(Path.Combine(Folder, "answers.json")), Options)!;

    /// <summary>A store that holds the data, not opened.</summary>
    public static void Write(DataDirectory directory)
    {
        Directory.CreateDirectory(directory.Path);
        using var file = StoreFile.Open(directory.Database, TimeProvider.System);
        using var connection = file.Connect();
        foreach (var table in Directory.GetFiles(Folder, "*.csv").Order(StringComparer.Ordinal))
        {
            connection.Execute(
                new SqlFile("Example", $"INSERT INTO {Path.GetFileNameWithoutExtension(table)} BY NAME SELECT * FROM read_csv('{table}', all_varchar = true)"), CancellationToken.None);
        }
    }
}

/// <summary>One report, asked one way.</summary>
internal sealed record WorkedExample(
    string Name, string Report, string? From, string? To, string? TimeZone, string? By, string[]? Where, string[]? Set, string[] Columns, JsonElement[][] Rows)
{
    public override string ToString() => Name;
}
