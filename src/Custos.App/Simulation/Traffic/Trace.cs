using System.Globalization;
using Custos.Records;
using Custos.Text.Tables;

namespace Custos.App.Simulation.Traffic;

/// <summary>What does a trace of requests hold: when each came, how much it read and wrote?</summary>
/// <param name="Seconds">When, from the first one on, in order.</param>
/// <param name="Input">Tokens that were read.</param>
/// <param name="Output">Tokens that were written.</param>
internal sealed record Trace(IReadOnlyList<double> Seconds, IReadOnlyList<int> Input, IReadOnlyList<int> Output)
{
    /// <summary>Reads a file with the columns TIMESTAMP, ContextTokens and GeneratedTokens, as Azure/AzurePublicDataset writes them.</summary>
    /// <exception cref="BadInputException">A column is missing, or a value is no time or no number.</exception>
    public static Trace Read(string path)
    {
        using var rows = TextTable.Open(path);
        rows.Select(["TIMESTAMP", "ContextTokens", "GeneratedTokens"], []);
        var times = new List<DateTime>();
        var (input, output) = (new List<int>(), new List<int>());
        while (rows.Read())
        {
            if (!DateTime.TryParse(rows[0].GetString(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                || !int.TryParse(rows[1].Utf8, CultureInfo.InvariantCulture, out var read) || !int.TryParse(rows[2].Utf8, CultureInfo.InvariantCulture, out var written))
            {
                throw new BadInputException("A time or a number of tokens cannot be read.", "Give the file as it was published.", rows.Place);
            }

            times.Add(at);
            input.Add(read);
            output.Add(written);
        }

        return new Trace([.. times.Select(at => (at - times[0]).TotalSeconds)], input, output);
    }
}
