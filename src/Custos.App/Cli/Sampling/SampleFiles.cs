using System.Globalization;
using Custos.Records;
using Custos.Statistics.Sampling;

namespace Custos.App.Cli.Sampling;

/// <summary>Where does each output of a sample go?</summary>
internal static class SampleFiles
{
    /// <summary>The file of a split: its name before the ending of <paramref name="output"/>, <c>chats.jsonl</c> → <c>chats.train.jsonl</c>.</summary>
    public static string NameOf(string output, string split) => split.Length == 0
        ? output
        : Path.Combine(Path.GetDirectoryName(output) ?? "", $"{Path.GetFileNameWithoutExtension(output)}.{split}{Path.GetExtension(output)}");

    /// <summary>Writes every sample to its file, all or none; one without a file goes to <paramref name="standard"/>.</summary>
    public static void Write(RowFormat format, IReadOnlyList<StratifiedSample<byte[]>> samples, IReadOnlyList<string> files, TextWriter standard)
    {
        if (files is [""])
        {
            Write(format, samples[0], standard);
            standard.Flush();
            return;
        }

        WriteFrom(0);

        // A file takes its place when all behind it have been written.
        bool WriteFrom(int first) => first == files.Count || WholeFile.Write(files[first], file =>
        {
            Write(format, samples[first], file);
            file.Flush();
            return WriteFrom(first + 1);
        });
    }

    /// <summary>Names with numbers: <c>a=0.5,b=0.5</c>.</summary>
    /// <exception cref="BadInputException">It is not written so, a number is below 0 or not finite, or a name comes twice.</exception>
    public static List<(string Name, double Number)> NumbersOf(string option, string text)
    {
        var numbers = text.Split(',', StringSplitOptions.TrimEntries).Select(part => part.LastIndexOf('=') is var at and > 0 && double.TryParse(part.AsSpan(at + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && double.IsFinite(number)
            ? (Name: part[..at].TrimEnd(), Number: number)
            : throw Refused()).ToList();
        return numbers.DistinctBy(part => part.Name).Count() == numbers.Count && numbers.Any(part => part.Number > 0) ? numbers : throw Refused();

        BadInputException Refused() => new($"{option} is not a list of names with numbers of at least 0, not all of them 0.", $"Write for instance {option} a=0.5,b=0.5.", isUsage: true);
    }

    private static void Write(RowFormat format, StratifiedSample<byte[]> sample, TextWriter output)
    {
        output.Write(format.Header);
        foreach (var row in sample.Rows) output.Write(format.WithWeight(row.Kept, row.Weight));
    }
}
