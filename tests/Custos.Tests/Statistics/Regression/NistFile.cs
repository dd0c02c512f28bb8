using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Custos.Statistics.Regression;

namespace Custos.Tests.Statistics.Regression;

/// <summary>A theory over NIST's Statistical Reference Datasets; it says that it is skipped where they are not at hand.</summary>
internal sealed class NistTheoryAttribute : TheoryAttribute
{
    public NistTheoryAttribute()
    {
        if (!Directory.Exists(NistFile.Folder)) Skip = "The NIST StRD files are not beside the repository (../shared/data/nist).";
    }
}

/// <summary>One of NIST's Statistical Reference Datasets for regression, as NIST prints it.</summary>
internal sealed partial class NistFile
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", "..", "..", "..", "shared", "data", "nist"));

    // Row by row, y first; 32 digits, because the decimals that NIST certifies for are not doubles.
    public required DoubleDouble[][] Rows { get; init; }

    public required double[][] Starts { get; init; }

    public required double[] Estimates { get; init; }

    public required double[] StandardErrors { get; init; }

    public required double ResidualSd { get; init; }

    public required double? RSquared { get; init; }

    public double[] Y => [.. Rows.Select(row => (double)row[0])];

    public static NistFile Read(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".dat"));
        var (from, to) = DataLines(lines);
        var header = lines[..from];
        var parameters = header.Select(line => ParameterLine().Match(line)).Where(match => match.Success)
            .Select(match => Numbers(match.Groups["numbers"].Value)).Where(numbers => numbers.Length is 2 or 4).ToArray();
        return new NistFile
        {
            Rows = [.. lines[from..to].Select(line => Tokens(line).Select(DoubleDouble.Parse).ToArray())],
            Starts = parameters[0].Length == 4 ? [[.. parameters.Select(numbers => numbers[0])], [.. parameters.Select(numbers => numbers[1])]] : [],
            Estimates = [.. parameters.Select(numbers => numbers[^2])],
            StandardErrors = [.. parameters.Select(numbers => numbers[^1])],
            ResidualSd = Number(header, "Standard Deviation"),
            RSquared = header.Any(line => line.Contains("R-Squared", StringComparison.Ordinal)) ? Number(header, "R-Squared") : null,
        };
    }

    /// <summary>How many significant digits agree with the certified value (NIST's LRE), at most 15.</summary>
    public static double Digits(double value, double certified)
    {
        var error = certified == 0 ? Math.Abs(value) : Math.Abs(value - certified) / Math.Abs(certified);
        return error == 0 ? 15 : Math.Clamp(-Math.Log10(error), 0, 15);
    }

    private static double Number(string[] header, string label) => header.Select(line => LabelledNumber(label).Match(line))
        .First(match => match.Success).Groups[1].Value is var text ? double.Parse(text, CultureInfo.InvariantCulture) : 0;

    private static (int From, int To) DataLines(string[] lines)
    {
        var line = lines.First(text => text.Contains("Data ", StringComparison.Ordinal) && text.Contains("lines", StringComparison.Ordinal));
        var match = LineRange().Match(line);
        return (int.Parse(match.Groups["from"].Value) - 1, int.Parse(match.Groups["to"].Value));
    }

    private static string[] Tokens(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double[] Numbers(string text) =>
        [.. Tokens(text).TakeWhile(token => double.TryParse(token, CultureInfo.InvariantCulture, out _)).Select(token => double.Parse(token, CultureInfo.InvariantCulture))];

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    private static Regex LabelledNumber(string label) => new(label + @"\s*:?\s+([-+.0-9E]+)\s*$", RegexOptions.NonBacktracking);

    [GeneratedRegex(@"^\s*[bB]\d+\s*=?\s+(?<numbers>.*)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ParameterLine();

    [GeneratedRegex(@"lines\s+(?<from>\d+)\s+to\s+(?<to>\d+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LineRange();
}
