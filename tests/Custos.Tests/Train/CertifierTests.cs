using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Records;
using Custos.Tests.Learning.Themes;
using Custos.Text.Tables;
using Custos.Train;
using Custos.Train.Pages;

namespace Custos.Tests.Train;

public sealed class CertifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("custos-certify-").FullName;
    private readonly List<(IReadOnlyList<ScoreLabel> Labels, JsonObject Measured)> _written = [];

    private string Out => Path.Combine(_folder, "model");

    [Fact]
    public void A_model_that_ranks_well_gets_a_certified_threshold_and_honest_probabilities()
    {
        // Row n scores n; the last third bears the label: the log-odds are far too sure of themselves.
        var report = Certify(Rows(3000, row => row % 300 >= 200), text => 10 * (Number(text) - 200));

        var label = report.Labels.ShouldHaveSingleItem();
        report.Certified.ShouldBeTrue();
        label.Auroc.Value.ShouldBe(1, 1e-9);
        label.Operating.FprUpper95.ShouldBeLessThanOrEqualTo(0.05);
        label.Reliability.ExpectedError.ShouldBeLessThan(0.03);
        var (labels, measured) = _written.ShouldHaveSingleItem();
        var written = labels.ShouldHaveSingleItem();
        written.Certified.ShouldBeTrue();
        written.TargetFpr.ShouldBe(0.05);
        written.Threshold.ShouldBe(label.Operating.Threshold.Value);
        written.Bands.ShouldBe(label.Bands);
        written.Bands.Select(band => band.Coverage).ShouldBe([0.8, 0.9, 0.95, 0.99]);
        ((string?)measured["scores_of"]).ShouldBe(new string('a', 64));
        report.ModelId.ShouldBe(new string('b', 64));
    }

    [Fact]
    public void A_model_that_knows_nothing_is_not_certified_and_says_what_it_is_worth()
    {
        var random = new Random(5);
        var report = Certify(Rows(600, _ => random.Next(3) == 0), text => (Number(text) * 7919) % 13);

        report.Certified.ShouldBeFalse();
        report.Labels[0].Auroc.Interval.Lower.ShouldBeLessThan(0.5);
        report.Labels[0].Auroc.Interval.Upper.ShouldBeGreaterThan(0.5);
        _written[0].Labels[0].Certified.ShouldBeFalse();
    }

    [Fact]
    public void The_report_says_that_nothing_is_known_of_what_the_model_learned_from()
    {
        var report = Certify(Rows(600, row => row % 3 == 0), text => Number(text) % 3 == 0 ? 1.5 : -1.5);

        report.Warnings.ShouldContain(warning => warning.StartsWith("The model was brought", StringComparison.Ordinal));
        ReportPage.Write(report, "custos train").ShouldContain("a model that was brought (aaaaaaaaaaaa), calibrated and certified");
        ModelCard.Write(report, "custos train").ShouldContain("calibrated on");
        TrainingReportJson.Of(report)["scores_of"]!.GetValue<string>().ShouldBe(new string('a', 64));
        TrainingReportJson.Of(report)["labels"]!["rude"]!["fit"].ShouldBeNull();
    }

    [Fact]
    public void It_does_not_depend_on_the_number_of_threads()
    {
        var table = Rows(900, row => row % 4 == 0);

        var one = Certify(table, text => Math.Sin(Number(text)), threads: 1);
        var four = Certify(table, text => Math.Sin(Number(text)), threads: 4);

        var zero = new TrainingSeconds(0, 0, 0, 0);
        TrainingReportJson.Of(one with { Seconds = zero, Options = one.Options with { Threads = 1 } }).ToJsonString().ShouldBe(TrainingReportJson.Of(four with { Seconds = zero }).ToJsonString());
    }

    [Fact]
    public void A_label_that_the_model_does_not_have_is_refused_with_those_it_has()
    {
        var options = Options() with { Labels = ["polite"] };

        Should.Throw<BadInputException>(() => Certify(Rows(60, row => row % 2 == 0), _ => 0, options: options)).Remedy.ShouldContain("calm, rude");
    }

    [Fact]
    public void A_lexicon_is_refused_for_nothing_is_learned()
    {
        var options = Options() with { Features = new TextFeatureOptions { Lexicon = SomeLexicon.Small } };

        Should.Throw<BadInputException>(() => Certify(Rows(60, row => row % 2 == 0), _ => 0, options: options)).Remedy.ShouldContain("--lexicon");
    }

    [Fact]
    public void A_model_that_fails_on_a_text_ends_the_work_and_leaves_nothing_behind()
    {
        var failed = Should.Throw<BadInputException>(() => Certify(Rows(60, row => row % 2 == 0), text => Number(text) == 17 ? throw new InvalidOperationException("The model failed: axis.") : 0));

        failed.Problem.ShouldContain("The model failed: axis.");
        Directory.Exists(Out).ShouldBeFalse();
        Directory.GetDirectories(_folder).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TrainingReport Certify(string table, Func<string, double> rude, int threads = 2, TrainingOptions? options = null)
    {
        using var rows = TextTable.Open(table, TableFormat.Csv);
        var model = new BroughtScores
        {
            Id = new string('a', 64),
            Labels = ["calm", "rude"],
            Decide = (text, _) => [0, rude(text)],
            Write = (folder, labels, measured) =>
            {
                _written.Add((labels, measured));
                return new string('b', 64);
            },
        };
        return Certifier.Certify(rows, model, (options ?? Options()) with { Threads = threads }, Out, null, null, CancellationToken.None);
    }

    private static TrainingOptions Options() => new() { Text = "text", Labels = ["rude"], MaxFpr = 0.05, HeldOut = 0.5 };

    private static int Number(string text) => int.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) % 300;

    private string Rows(int count, Func<int, bool> isRude)
    {
        // Words of their own for each row, so that none is near-identical to another.
        var csv = new StringBuilder("text,rude\n");
        for (var row = 0; row < count; row++) csv.Append(CultureInfo.InvariantCulture, $"{row} w{row * 31} v{row * 17} u{row * 7} t{row},{(isRude(row) ? 1 : 0)}\n");
        var path = Path.Combine(_folder, "rows.csv");
        File.WriteAllText(path, csv.ToString());
        return path;
    }
}
