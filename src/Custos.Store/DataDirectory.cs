namespace Custos.Store;

/// <summary>Where does a store keep its files?</summary>
/// <param name="Path">A folder; made when it does not exist.</param>
public sealed record DataDirectory(string Path)
{
    internal string Database => System.IO.Path.Combine(Path, "custos.duckdb");

    internal string Journal => System.IO.Path.Combine(Path, "journal");

    internal string Lock => System.IO.Path.Combine(Path, "lock");

    internal string Holder => System.IO.Path.Combine(Path, "holder");

    internal string Server => System.IO.Path.Combine(Path, "server.json");
}
