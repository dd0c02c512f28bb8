using System.Text;

namespace Custos.Store.DuckDb;

/// <summary>DuckDB refused; which SQL file, and what DuckDB said.</summary>
/// <remarks>DuckDB may quote a value it could not convert: the message is for a developer, never shown to a user or logged with content.</remarks>
internal sealed class DuckDbException(string sqlFile, string error) : Exception($"{sqlFile}: {error}")
{
    /// <summary>The name of the SQL file, or of what else was asked of DuckDB.</summary>
    public string SqlFile { get; } = sqlFile;

    /// <summary>What DuckDB said.</summary>
    public string Error { get; } = error;

    /// <summary>True when the database must be opened again before it answers anything, for instance after a full disk.</summary>
    public bool IsFatal => Error.Contains("database has been invalidated", StringComparison.Ordinal)
        || Error.StartsWith("FATAL", StringComparison.Ordinal);

    public static unsafe string TextOf(byte* error) => error == null
        ? "DuckDB gave no reason."
        : Encoding.UTF8.GetString(System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpanFromNullTerminated(error));
}
