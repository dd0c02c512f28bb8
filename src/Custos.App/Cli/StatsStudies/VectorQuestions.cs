using System.CommandLine;
using Custos.App.Cli.StatsQuestions;
using Custos.Records;
using Custos.Statistics.Calls;
using Custos.Statistics.Monitoring;
using static System.FormattableString;

namespace Custos.App.Cli.StatsStudies;

/// <summary>Which questions about rows of several numbers can be asked of files?</summary>
internal static class VectorQuestions
{
    // The kernel matrix is rows × rows.
    private const int MostRows = 20_000;

    public static IReadOnlyList<StatsQuestion> All { get; } = [DriftOfVectors()];

    private static StatsQuestion DriftOfVectors()
    {
        var before = new Argument<FileInfo>("before") { Description = "CSV or JSON Lines of the reference." };
        var now = new Argument<FileInfo>("now") { Description = "CSV or JSON Lines of now." };
        var names = new Option<string[]>("--columns") { Description = "The columns of numbers that make up a row, as the parts of an embedding.", AllowMultipleArgumentsPerToken = true, Required = true };
        var permutations = StatsInputs.Count("--permutations", "How often the rows are dealt out anew.", 999);
        var seed = StatsInputs.Count("--seed", "Of the dealing.", 0);
        return new("drift-vectors", "Did rows of several numbers, such as embeddings, move in any way (MMD)?", [before, now, names, permutations, seed], parsed =>
        {
            var columns = parsed.GetValue(names)!;
            var (old, current) = (Read(parsed.GetValue(before)!, columns), Read(parsed.GetValue(now)!, columns));
            if (old.Count + current.Count > MostRows) throw new BadInputException($"There are {old.Count + current.Count} rows; together there may be {MostRows}.", "Draw fewer at random; that many already show small moves.");
            var test = MeanDiscrepancy.Test(old, current, checked((int)parsed.GetValue(permutations)), unchecked((int)parsed.GetValue(seed)));
            return new()
            {
                Headline = Invariant($"Squared discrepancy {test.SquaredDiscrepancy:G4}, p = {test.P:G3} for no change ({test.Permutations:N0} permutations), n = {test.N:N0}."),
                Results = new CallResults
                {
                    { "squared_discrepancy", test.SquaredDiscrepancy },
                    { "p", test.P },
                    { "bandwidth", test.Bandwidth },
                    { "permutations", test.Permutations },
                    { "n", test.N },
                },
                Assumptions =
                [
                    "Rows are independent of each other: several messages of one user make p too small.",
                    "Maximum mean discrepancy (Gretton et al. 2012) with a Gaussian kernel as wide as the median distance between rows; p is exact whatever the distribution. Columns should be of one scale.",
                ],
                InPlainWords = Invariant($"If nothing had moved, a discrepancy this large would come by chance {test.P:P1} of the time. ")
                    + "The test sees changes of any kind, not only of the mean, but does not say which; a large p is no proof that nothing changed.",
            };
        })
        { Examples = ["drift-vectors last-week.csv this-week.csv --columns e1 e2 e3"] };
    }

    private static List<double[]> Read(FileInfo file, string[] columns) => StatsColumns.Rows(file, columns, table => columns
        .Select((name, i) => StatsColumns.NumberOf(table, i, name) ?? throw new BadInputException($"The cell in column \"{name}\" is empty.", "Fill it in, or leave the row out.", table.Place)).ToArray());
}
