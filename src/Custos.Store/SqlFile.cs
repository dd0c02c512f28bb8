using System.Collections.Concurrent;

namespace Custos.Store;

/// <summary>What is the text of a SQL file? Every statement that Custos sends to a database lies in <c>Sql/&lt;Stage&gt;/&lt;Question&gt;.sql</c>.</summary>
/// <param name="Name">The path below <c>Sql</c> without ending, for instance <c>Report/Latency</c>.</param>
/// <param name="Text">The whole file; its first line is a comment with the parameters' types.</param>
internal sealed record SqlFile(string Name, string Text)
{
    private const string Prefix = "Custos.Store.Sql.";

    private static readonly ConcurrentDictionary<string, SqlFile> Loaded = new();

    /// <exception cref="ArgumentException">There is no such file in the assembly.</exception>
    public static SqlFile Load(string name) => Loaded.GetOrAdd(name, static name =>
    {
        using var stream = typeof(SqlFile).Assembly.GetManifestResourceStream($"{Prefix}{name.Replace('/', '.')}.sql")
            ?? throw new ArgumentException($"There is no SQL file \"{name}\".", nameof(name));
        using var reader = new StreamReader(stream);
        return new SqlFile(name, reader.ReadToEnd());
    });

    /// <summary>Every migration, oldest first: its version (<c>yyyyMMddHHmm</c>) and its file.</summary>
    public static IReadOnlyList<(long Version, SqlFile File)> Migrations() =>
    [
        .. from resource in typeof(SqlFile).Assembly.GetManifestResourceNames()
           where resource.StartsWith(Prefix + "Migrations.", StringComparison.Ordinal)
           let name = resource[(Prefix + "Migrations.").Length..^".sql".Length]
           let version = long.Parse(name.AsSpan(0, 12), System.Globalization.CultureInfo.InvariantCulture)
           orderby version
           select (version, Load("Migrations/" + name)),
    ];
}
