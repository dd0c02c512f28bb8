using System.Globalization;
using Custos.Tests.House;

namespace Custos.Tests.Statistics.Means;

/// <summary>NIST's univariate and analysis-of-variance data sets, with the values NIST certifies in each header.</summary>
internal static class NistMeans
{
    /// <summary>The values of a univariate set, its certified mean, standard deviation and lag-1 autocorrelation.</summary>
    public static (double[] Values, double Mean, double Deviation, double Autocorrelation) Univariate(string file)
    {
        var lines = Read(file);
        var data = Array.FindIndex(lines, line => line.StartsWith("Data: Y", StringComparison.Ordinal));
        return (
            [.. lines.Skip(data + 2).Where(line => line.Trim().Length > 0).Select(Number)],
            Certified(lines, "Sample Mean"), Certified(lines, "Sample Standard Deviation (denom. = n-1)"), Certified(lines, "Sample Autocorrelation Coefficient (lag 1)"));
    }

    /// <summary>The groups of an analysis of variance, and its certified sums of squares, F and residual deviation.</summary>
    public static (double[][] Groups, double Between, double Within, double F, double Residual) Variance(string file)
    {
        var lines = Read(file);
        var rows = lines.SkipWhile(line => !line.StartsWith("Data:", StringComparison.Ordinal)).Select(Numbers).Where(row => row.Length > 1).ToArray();
        var groups = Enumerable.Range(0, rows[0].Length).Select(g => rows.Skip(1).Select(row => row[g]).ToArray()).ToArray();
        var between = Words(lines.Single(line => line.StartsWith("Between ", StringComparison.Ordinal)));
        var within = Words(lines.Single(line => line.StartsWith("Within ", StringComparison.Ordinal)));
        var residual = lines.Single(line => line.TrimStart().StartsWith("Standard Deviation ", StringComparison.Ordinal));
        return (groups, Number(between[^3]), Number(within[^2]), Number(between[^1]), Number(Words(residual)[^1]));
    }

    private static string[] Read(string file) => File.ReadAllLines(Path.Combine(Repository.SharedData, "nist", file));

    private static double Certified(string[] lines, string name) =>
        Number(Words(lines.Last(line => line.TrimStart().StartsWith(name, StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal)).Split(':')[1])[0]);

    private static double[] Numbers(string line)
    {
        var words = Words(line);
        return words.All(word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) ? [.. words.Select(Number)] : [];
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double Number(string text) => double.Parse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
