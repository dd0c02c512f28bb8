using System.CommandLine;
using System.Globalization;
using Custos.Text.Tables;

namespace Custos.App.Cli.Tokenizing;

/// <summary>Which texts does a table hold, row by row, with a line now and then of how far it was read?</summary>
/// <param name="source">The file.</param>
/// <param name="format">How it is written.</param>
/// <param name="text">The column.</param>
internal sealed class TextRows(Option<string> source, Option<string?> format, Option<string> text)
{
    private const int RowsBetweenLooks = 1024;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>Rows without a text, which are passed over.</summary>
    public long Empty { get; private set; }

    /// <summary>The texts with the numbers of their rows.</summary>
    public IEnumerable<(long Row, string Text)> Read(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        using var table = TableSource.Open(parsed.GetValue(source)!, parsed.GetValue(format));
        table.Select([parsed.GetValue(text)!], []);
        var shown = TimeProvider.System.GetTimestamp();
        for (var rows = 1L; table.Read(); rows++)
        {
            if (rows % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (TimeProvider.System.GetElapsedTime(shown) >= BetweenLines)
                {
                    shown = TimeProvider.System.GetTimestamp();
                    terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows read"));
                }
            }

            if (table[0].Kind == CellKind.Missing) Empty++;
            else yield return (table.Row, table[0].GetString());
        }
    }
}
