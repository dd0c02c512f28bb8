using System.Globalization;
using Custos.Records;
using Custos.Store.Import;

namespace Custos.App.Cli.Importing;

/// <summary>Which rows of a file cannot be taken? Listed in a file, or the end of the import.</summary>
internal static class RejectedRows
{
    private const int MostShown = 10;

    /// <summary>Looks the whole file through.</summary>
    /// <param name="terminal">Where the first of them are shown.</param>
    /// <param name="table">The table that the rows are for.</param>
    /// <param name="file">The file.</param>
    /// <param name="list">Where they are listed, as CSV with place and reason; null ends the import where there is one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="BadInputException">A row cannot be taken, and they are not listed.</exception>
    public static ImportSurvey Survey(Terminal terminal, string table, ImportFile file, string? list, CancellationToken cancellationToken)
    {
        if (list is not null) return Listed(table, file, list, cancellationToken);
        var first = new List<BadInputException>();
        using var rows = file.Open();
        var survey = ImportSurvey.Of(table, rows, bad => { if (first.Count < MostShown) first.Add(bad); }, cancellationToken);
        if (first.Count == 0) return survey;
        foreach (var bad in first.Skip(1)) terminal.Say(bad.Message);
        var all = survey.Rejected.Values.Sum();
        throw new BadInputException(
            string.Create(CultureInfo.InvariantCulture, $"{first[0].Problem} {all:N0} of {survey.Rows:N0} rows cannot be taken, and nothing was imported."),
            $"{first[0].Remedy} Or import the others with --skip-bad.",
            first[0].Place);
    }

    private static ImportSurvey Listed(string table, ImportFile file, string list, CancellationToken cancellationToken)
    {
        using var rows = file.Open();
        var survey = WholeFile.Write(list, output =>
        {
            output.Write("row,problem\n");
            return ImportSurvey.Of(table, rows, bad => output.Write($"{rows.Row.ToString(CultureInfo.InvariantCulture)},\"{bad.Problem.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"), cancellationToken);
        });
        if (survey.Rejected.Count == 0) File.Delete(list);
        return survey;
    }
}
