using System.Globalization;
using System.Text;
using Custos.Text.Tables;
using Custos.Train;
using Custos.Train.Splits;

namespace Custos.Tests.Train;

/// <summary>Examples for the tests of training.</summary>
internal static class Some
{
    private static readonly string[] Common = ["river", "stone", "garden", "letter", "window", "market", "winter", "bridge", "candle", "harbour", "meadow", "pepper"];
    private static readonly string[] Bad = ["glorp", "zarnic", "vexling"];

    public static TrainingOptions Options => new() { Text = "text", Labels = ["bad"], Group = "user", MaxFpr = 0.05, Threads = 1 };

    /// <summary>A file with <c>user,text,bad,odd</c>: bad texts mostly hold an invented word, odd ones mostly the word pepper; every tenth odd is unknown.</summary>
    public static string TableFile(string folder, int rows, int seed = 7)
    {
        var path = Path.Combine(folder, "rows.csv");
        File.WriteAllText(path, TableText(rows, seed));
        return path;
    }

    public static string TableText(int rows, int seed = 7)
    {
        var random = new Random(seed);
        var csv = new StringBuilder("user,text,bad,odd\n");
        for (var row = 0; row < rows; row++)
        {
            var bad = random.NextDouble() < 0.2;
            List<string> words = [.. Enumerable.Range(0, 6).Select(_ => Common[random.Next(Common.Length)]), $"w{random.Next(400)}"];
            if (random.NextDouble() < (bad ? 0.85 : 0.02))
            {
                words.Insert(random.Next(words.Count), Bad[random.Next(Bad.Length)]);
            }

            var odd = row % 10 == 0 ? "" : words.Contains("pepper") == random.NextDouble() < 0.9 ? "1" : "0";
            csv.Append(CultureInfo.InvariantCulture, $"u{random.Next(rows / 2)},{string.Join(' ', words)},{(bad ? 1 : 0)},{odd}\n");
        }

        return csv.ToString();
    }

    public static LabelledRows Labelled(string csv, TrainingOptions options) =>
        LabelledRows.Read(TextTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "rows.csv", TableFormat.Csv), options, default);
}
