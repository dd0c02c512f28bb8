using Custos.Records;
using Custos.Text.Tables;

namespace Custos.Store.Import;

/// <summary>Which rows of a file cannot be taken? Found out before anything is stored.</summary>
/// <param name="Rows">All rows.</param>
/// <param name="Rejected">Rows that cannot be taken, by reason.</param>
public sealed record ImportSurvey(long Rows, IReadOnlyDictionary<string, long> Rejected)
{
    /// <summary>Reads the whole file, in bounded memory.</summary>
    /// <param name="table">One of <see cref="Imports.Tables"/>.</param>
    /// <param name="rows">The file, none of it read yet.</param>
    /// <param name="onBad">Is told each row that cannot be taken.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="BadInputException">There is no such table, a required column is missing, or the file is broken as a whole.</exception>
    public static ImportSurvey Of(string table, Table rows, Action<BadInputException> onBad, CancellationToken cancellationToken)
    {
        var reader = new ImportReader(ImportTarget.Of(table), rows);
        var rejected = new SortedDictionary<string, long>(StringComparer.Ordinal);
        long read = 0;
        for (; reader.Next(out _, out var bad); read++)
        {
            if (read % 4096 == 0) cancellationToken.ThrowIfCancellationRequested();
            if (bad is null) continue;
            rejected[bad.Problem] = rejected.GetValueOrDefault(bad.Problem) + 1;
            onBad(bad);
        }

        return new ImportSurvey(read, rejected);
    }
}
