using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Custos.Learning;
using Custos.Learning.Themes;
using Custos.Records;
using Custos.Tests.House;
using Custos.Tests.Store;
using Custos.Text.Tables;
using Custos.Train;
using Custos.Train.Splits;

namespace Custos.Tests.Train;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    private string Out => _folder.File("model");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_becomes_a_classifier_that_decides_as_its_report_says()
    {
        var report = Train(Some.TableFile(_folder.Path, 3_000), Some.Options with { Labels = ["bad", "odd"] });

        report.Source.Rows.ShouldBe(3_000);
        report.Split.Overlap.ShouldBe(0);
        (report.Split.TrainRows + report.Split.ValidationRows + report.Split.LeftOutRows).ShouldBe(3_000);
        var bad = report.Labels[0];
        bad.Auroc.Value.ShouldBeGreaterThan(0.85);
        bad.Fit!.Converged.ShouldBeTrue();
        bad.HeaviestFor.Take(3).Select(feature => feature.Name).ShouldBe(["glorp", "vexling", "zarnic"], ignoreOrder: true);
        bad.LearningCurve[^1].Auroc.ShouldBe(bad.Auroc);
        report.Labels[1].Train.Unknown.ShouldBeGreaterThan(0);

        var classifier = TextClassifier.Load(Out);
        classifier.Id.ShouldBe(report.ModelId);
        classifier.Labels[0].Threshold.ShouldBe(bad.Operating.Threshold.Value);
        classifier.Labels[0].Certified.ShouldBe(bad.Certification is Certification.Certified);
        var probabilities = new double[2];
        classifier.Score("river stone glorp winter", probabilities);
        probabilities[0].ShouldBeGreaterThan(bad.Prevalence.Value);
        HeldOutCounts(classifier, bad.Operating.Threshold.Value).ShouldBe((bad.Operating.TruePositives, bad.Operating.FalsePositives));
    }

    [Fact]
    public void The_model_does_not_depend_on_the_number_of_threads()
    {
        var file = Some.TableFile(_folder.Path, 1_000);
        var options = Some.Options with { Labels = ["bad", "odd"] };

        var one = Train(file, options);
        var bytes = File.ReadAllBytes(Path.Combine(Out, "split.csv"));
        var four = Train(file, options with { Threads = 4 });

        four.ModelId.ShouldBe(one.ModelId);
        File.ReadAllBytes(Path.Combine(Out, "split.csv")).ShouldBe(bytes);
        WithoutSeconds(four).ShouldBe(WithoutSeconds(one));
    }

    [Fact]
    public void A_lexicon_is_learned_with_whatever_the_number_of_threads_and_is_part_of_the_id()
    {
        var file = Some.TableFile(_folder.Path, 1_000);
        var features = new TextFeatureOptions { Lexicon = new ThemeLexicon("made-up", [new Theme("made-up", ["glorp", "zarnic", "vexling"])], [], new string('a', 64)) };
        var options = Some.Options with { Features = features, ColumnPenalty = ColumnPenalty.NaiveBayes };

        var one = Train(file, options);
        var four = Train(file, options with { Threads = 4 });

        four.ModelId.ShouldBe(one.ModelId);
        one.Labels[0].HeaviestFor.ShouldContain(feature => feature.Name.StartsWith("theme made-up: ", StringComparison.Ordinal));
        var classifier = TextClassifier.Load(Out);
        classifier.Features.Lexicon!.Name.ShouldBe("made-up");
        ((double)classifier.Metadata["options"]!["lexicon"]!["strength"]!).ShouldBe(0.5);
        Train(file, options with { Features = features with { LexiconStrength = 0.25 } }).ModelId.ShouldNotBe(one.ModelId);
        TrainingReportJson.Of(Train(file, Some.Options))["options"]!.AsObject().ContainsKey("lexicon").ShouldBeFalse();
    }

    [Fact]
    public void The_scale_of_themes_is_learned_from_the_training_rows_alone()
    {
        var file = Some.TableFile(_folder.Path, 1_000);
        var lexicon = new ThemeLexicon("made-up", [new Theme("made-up", ["glorp", "zarnic", "vexling"])], [], new string('a', 64));
        var report = Train(file, Some.Options with { Features = new TextFeatureOptions { Lexicon = lexicon } });

        var sides = File.ReadLines(Path.Combine(Out, "split.csv")).Skip(1).Select(line => line.Split(',')[^1]);
        string[] trained = [.. File.ReadLines(file).Skip(1).Zip(sides).Where(row => row.Second == "train").Select(row => row.First.Split(',')[1])];
        trained.Length.ShouldBe((int)report.Split.TrainRows);
        TextClassifier.Load(Out).Features.Themes!.Scale.ShouldBe(ThemeMeasures.Fit(trained, lexicon, 0.5, CancellationToken.None).Scale);
    }

    [Fact]
    public void A_replayed_split_gives_the_same_model()
    {
        var file = Some.TableFile(_folder.Path, 1_000);
        var drawn = Train(file, Some.Options);
        File.Copy(Path.Combine(Out, "split.csv"), _folder.File("split.csv"));

        var replayed = Train(file, Some.Options with { SplitFile = _folder.File("split.csv") });

        replayed.ModelId.ShouldBe(drawn.ModelId);
        replayed.Split.ReplayedFrom.ShouldBe(_folder.File("split.csv"));
    }

    [Fact]
    public void Another_seed_gives_another_model()
    {
        var file = Some.TableFile(_folder.Path, 1_000);
        Train(file, Some.Options).ModelId.ShouldNotBe(Train(file, Some.Options with { Seed = 43 }).ModelId);
    }

    [Fact]
    public void Scores_of_random_labels_rank_at_chance()
    {
        // Leakage of any kind would show here: 2,000 rows, every text several times, labels that depend on nothing.
        var random = new Random(1);
        var csv = "text,bad\n" + string.Concat(Enumerable.Range(0, 2_000).Select(_ =>
            string.Create(CultureInfo.InvariantCulture, $"item{random.Next(300)} thing{random.Next(3)},{random.Next(2)}\n")));
        File.WriteAllText(_folder.File("random.csv"), csv);

        var report = Train(_folder.File("random.csv"), Some.Options with { Group = null });

        report.Labels[0].Auroc.Interval.Contains(0.5).ShouldBeTrue();
        report.Labels[0].CrossValidation.Auroc!.Mean.ShouldBe(0.5, 0.08);
    }

    [Theory]
    [InlineData("user,text,bad\n", "rows.csv: There is a header but no row.")]
    [InlineData("user,text,bad\na,x,1\nb,y,2\n", "rows.csv, row 3: \"2\" in column bad is not a label.")]
    [InlineData("user,text,bat\na,x,1\n", "rows.csv: There is no column bad. Did you mean bat?")]
    [InlineData("user,text,bad\na,x,1\na,y,0\n", "rows.csv: All rows belong to one group")]
    [InlineData("user,text,bad\na,x,1\nb,y,1\nc,z,\n", "rows.csv: The label bad is never 0 in the file: it is 1 in 2 and unknown in 1.")]
    [InlineData("user,text,bad\na,x,0\nb,y,0\nc,z,0\n", "rows.csv: The label bad is never 1 in the file: it is 0 in 3 and unknown in 0.")]
    [InlineData("user,text,bad\na,x,\nb,y,\nc,z,\n", "rows.csv: The label bad is unknown in all of the file.")]
    public void What_cannot_be_learned_is_refused_and_nothing_is_left_behind(string csv, string message)
    {
        File.WriteAllText(_folder.File("rows.csv"), csv);

        var refusal = Should.Throw<BadInputException>(() => Train(_folder.File("rows.csv"), Some.Options with { HeldOut = 0.5 }));

        refusal.Message.Replace(_folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).ShouldStartWith(message);
        Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).ShouldBe(["rows.csv"]);
    }

    [Fact]
    public void Eight_short_texts_are_refused_with_the_option_to_change()
    {
        var csv = "user,text,bad\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"u{i},word{i},{i / 2 % 2}\n"));
        File.WriteAllText(_folder.File("rows.csv"), csv);

        var refusal = Should.Throw<BadInputException>(() => Train(_folder.File("rows.csv"), Some.Options with { HeldOut = 0.5, Seed = SeedWithBothClasses(csv) }));

        refusal.Problem.ShouldContain("No word is left to learn from");
        refusal.Place.ShouldBe(_folder.File("rows.csv"));
    }

    [Fact]
    public void A_class_that_only_the_other_side_has_is_refused_with_the_side()
    {
        // All positives share one group, so that one side lacks them whatever the seed.
        var csv = "user,text,bad\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{(i < 20 ? "p" : $"u{i}")},alpha beta{i} gamma{i % 7},{(i < 20 ? 1 : 0)}\n"));
        File.WriteAllText(_folder.File("rows.csv"), csv);

        Should.Throw<BadInputException>(() => Train(_folder.File("rows.csv"), Some.Options))
            .Problem.ShouldMatch("^The label bad is never 1 in the (held-out rows|rows that are learned from)");
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        var file = Some.TableFile(_folder.Path, 1_000);
        using var source = new CancellationTokenSource();
        var progress = new Told(step =>
        {
            if (step.Doing == "measuring on held-out rows")
            {
                source.Cancel();
            }
        });

        Should.Throw<OperationCanceledException>(() => Trainer.Train(TextTable.Open(file), Some.Options, Out, progress, null, source.Token));

        Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).ShouldBe(["rows.csv"]);
    }

    [Fact]
    public void Progress_never_falls_and_ends_at_one()
    {
        var shares = new List<double>();
        using var table = TextTable.Open(Some.TableFile(_folder.Path, 600));
        Trainer.Train(table, Some.Options with { Threads = 2 }, Out, new Told(step => shares.Add(step.ShareDone)), null, default);

        shares.ShouldBe(shares.Order());
        shares[^1].ShouldBe(1);
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_as_it_is()
    {
        Directory.CreateDirectory(Out);
        File.WriteAllText(Path.Combine(Out, "thesis.txt"), "years of work");

        Should.Throw<BadInputException>(() => Train(Some.TableFile(_folder.Path, 600), Some.Options)).Problem.ShouldBe("There is something that is no model's file, so it is left as it is.");

        Directory.EnumerateFileSystemEntries(Out).Select(Path.GetFileName).ShouldBe(["thesis.txt"]);
    }

    [Fact]
    public void What_is_written_beside_the_model_appears_with_it_or_not_at_all()
    {
        using var table = TextTable.Open(Some.TableFile(_folder.Path, 600));
        Should.Throw<BadInputException>(() => Trainer.Train(table, Some.Options, Out, null, (_, _) => throw new IOException("No space left on device"), default))
            .Message.ShouldContain("The model cannot be written: No space left on device");
        Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).ShouldBe(["rows.csv"]);

        using var again = TextTable.Open(_folder.File("rows.csv"));
        Trainer.Train(again, Some.Options, Out, null, (report, folder) => File.WriteAllText(Path.Combine(folder, ModelFiles.Card), report.ModelId), default);
        File.ReadAllText(Path.Combine(Out, ModelFiles.Card)).ShouldBe(TextClassifier.Load(Out).Id);
    }

    [Fact]
    public void A_model_that_stands_there_is_replaced_whole()
    {
        var file = Some.TableFile(_folder.Path, 600);
        Train(file, Some.Options);
        File.WriteAllText(Path.Combine(Out, ModelFiles.Card), "of the old model");

        var report = Train(file, Some.Options with { Seed = 1 });

        TextClassifier.Load(Out).Id.ShouldBe(report.ModelId);
        File.Exists(Path.Combine(Out, ModelFiles.Card)).ShouldBeFalse();
        Directory.EnumerateFileSystemEntries(_folder.Path).Count().ShouldBe(2);
    }

    [Fact]
    public void Few_positives_are_learned_from_and_said_to_be_few()
    {
        var csv = "user,text,bad\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"u{i},alpha{i % 40} beta{i % 9} {(i % 25 == 0 ? "glorp" : "")},{(i % 25 == 0 ? 1 : 0)}\n"));
        File.WriteAllText(_folder.File("rows.csv"), csv);

        var report = Train(_folder.File("rows.csv"), Some.Options with { HeldOut = 0.4 });

        report.Labels[0].Calibration.Because.ShouldStartWith("Platt, without a comparison");
        report.Warnings.ShouldContain(warning => warning.StartsWith("bad: only ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_group_that_holds_much_of_the_held_out_rows_is_warned_of()
    {
        var heldOut = Enumerable.Range(0, 1_000).Select(i => $"v{i}").First(name =>
            GroupDraw.Side(42, GroupDraw.DigestOfValue(Encoding.UTF8.GetBytes(name))) < 0.2);
        var extra = string.Concat(Enumerable.Range(0, 60).Select(i => $"{heldOut},river letter{i} stone{i % 5},{i % 2},\n"));
        File.WriteAllText(_folder.File("rows.csv"), Some.TableText(800) + extra);

        Train(_folder.File("rows.csv"), Some.Options).Warnings.ShouldContain(warning => warning.StartsWith("One group holds 60 of the ", StringComparison.Ordinal));
    }

    [SharedDataFact("tweets.csv")]
    public void Public_tweets_are_learned_with_no_user_on_both_sides()
    {
        using var table = TextTable.Open(Path.Combine(Repository.SharedData, "tweets.csv"));
        var report = Trainer.Train(
            table,
            new TrainingOptions { Text = "text", Labels = ["hate", "offensive"], Group = "user_id", MaxFpr = 0.001 },
            Out,
            null,
            null,
            default);

        report.Source.Rows.ShouldBe(24_783);
        report.Split.Overlap.ShouldBe(0);
        ((double)report.Split.ValidationGroups / (report.Split.TrainGroups + report.Split.ValidationGroups)).ShouldBe(0.2, 0.01);
        report.Labels[0].Auroc.Value.ShouldBe(0.865, 0.01);
        report.Labels[1].Auroc.Value.ShouldBe(0.918, 0.01);
        report.Certified.ShouldBeFalse();
    }

    [SharedDataFact("moderation.jsonl")]
    public void Public_moderation_labels_that_are_unknown_count_neither_way()
    {
        using var table = TextTable.Open(Path.Combine(Repository.SharedData, "moderation.jsonl"));
        var report = Trainer.Train(
            table,
            new TrainingOptions { Text = "text", Labels = ["sexual", "violence_graphic"], MaxFpr = 0.01 },
            Out,
            null,
            null,
            default);

        // 696 of the 1,680 rows say nothing of sexual, 233 nothing of violence_graphic.
        var unknown = report.Labels.Select(label => label.Train.Unknown + label.Validation.Unknown).ToArray();
        unknown[0].ShouldBeInRange(680, 696);
        unknown[1].ShouldBeInRange(220, 233);
        report.Labels[0].Auroc.Value.ShouldBeGreaterThan(0.9);
    }

    private TrainingReport Train(string file, TrainingOptions options)
    {
        using var table = TextTable.Open(file);
        return Trainer.Train(table, options, Out, null, null, default);
    }

    // Scored one by one from the folder, as the gate does, and counted anew.
    private (long TruePositives, long FalsePositives) HeldOutCounts(TextClassifier classifier, double threshold)
    {
        var rows = File.ReadLines(_folder.File("rows.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        var sides = File.ReadLines(Path.Combine(Out, "split.csv")).Skip(1).Select(line => line.Split(',')[2]).ToArray();
        var probabilities = new double[classifier.Labels.Count];
        (long True, long False) counts = default;
        for (var row = 0; row < rows.Length; row++)
        {
            classifier.Score(rows[row][1], probabilities);
            if (sides[row] == "validation" && probabilities[0] >= threshold)
            {
                counts = rows[row][2] == "1" ? (counts.True + 1, counts.False) : (counts.True, counts.False + 1);
            }
        }

        return counts;
    }

    private static long SeedWithBothClasses(string csv) => Enumerable.Range(0, 1_000).First(seed =>
    {
        var options = Some.Options with { HeldOut = 0.5, Seed = seed };
        var rows = Some.Labelled(csv, options);
        var heldOut = rows.GroupOf.Select(group => GroupDraw.Side(seed, rows.Groups[group]) < 0.5);
        return heldOut.Zip(rows.Labels[0]).Distinct().Count() == 4;
    });

    private static string WithoutSeconds(TrainingReport report)
    {
        var json = TrainingReportJson.Of(report);
        json.Remove("seconds");
        return ((JsonNode)json).ToJsonString();
    }

    private sealed class Told(Action<TrainingProgress> hear) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => hear(value);
    }
}
