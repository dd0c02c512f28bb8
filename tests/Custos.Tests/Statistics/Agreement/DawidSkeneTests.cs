using Custos.Statistics.Agreement;

namespace Custos.Tests.Statistics.Agreement;

public sealed class DawidSkeneTests
{
    // Dawid and Skene 1979, table 1: 45 patients; the first anaesthetist judged three times, the other four once.
    private const string Patients =
        "1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2232223 4444444 2223343 1111111 2223212 1121111 " +
        "1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 1222222 1111111 1111111 2232222 1111111 1111111 1121121 " +
        "1111111 3333233 1111111 2222222 2223232 3344343 1222232 2233233 3333432 1111111 1111111 1122111 2232222 1121111 2222222";

    private static readonly RaterLabel[] _anaesthetists =
        [.. Patients.Split(' ').SelectMany((row, item) => row.Select((digit, position) => new RaterLabel(item, Math.Max(0, position - 2), digit - '1')))];

    // The paper prints shares 0.40 0.42 0.11 0.07; all digits from an independent EM in numpy.
    [Fact]
    public void The_anaesthetists_of_the_paper()
    {
        var fit = DawidSkene.Fit(_anaesthetists, 4).Required();
        double[] shares = [0.399554752882, 0.421983391914, 0.111795188537, 0.066666666667];
        for (var c = 0; c < 4; c++) fit.ClassShares[c].ShouldBe(shares[c], 1e-7);
        fit.LogLikelihood.ShouldBe(-192.8908812142053, 1e-7);
        fit.ErrorRates[0][2]![1].ShouldBe(0.338821540203, 1e-6);
        fit.ErrorRates[0][3]![3].ShouldBe(0.444444444444, 1e-6);
        fit.MostProbable.Take(12).ShouldBe([0, 3, 1, 1, 1, 1, 0, 2, 1, 1, 3, 2]);
    }

    [Fact]
    public void The_first_five_log_likelihoods_are_those_of_the_independent_program()
    {
        double[] expected = [-205.09113829380422, -194.550952356543, -193.15944549170828, -192.94242396399812, -192.90931015964787];
        var trace = DawidSkene.Trace(_anaesthetists, 4, 5);
        for (var i = 0; i < 5; i++) trace[i].ShouldBe(expected[i], 1e-9);
    }

    [Fact]
    public void The_likelihood_never_falls()
    {
        var trace = DawidSkene.Fit(_anaesthetists, 4).Required().Trace;
        for (var i = 1; i < trace.Count; i++) trace[i].ShouldBeGreaterThanOrEqualTo(trace[i - 1] - 1e-10);
    }

    [Fact]
    public void Without_a_certificate_it_fails_loudly()
    {
        var outcome = DawidSkene.Fit(_anaesthetists, 4, mostIterations: 3);
        outcome.ShouldBeOfType<DawidSkeneOutcome.NotConverged>();
        Should.Throw<InvalidOperationException>(() => outcome.Required());
    }

    [Fact]
    public void A_rater_who_answers_without_looking_carries_no_information_and_is_outvoted()
    {
        var random = new Random(3);
        List<RaterLabel> labels = [];
        var truth = new int[300];
        for (var item = 0; item < truth.Length; item++)
        {
            truth[item] = random.Next(2);
            for (var rater = 0; rater < 3; rater++) labels.Add(new RaterLabel(item, rater, random.NextDouble() < 0.9 ? truth[item] : 1 - truth[item]));
            labels.Add(new RaterLabel(item, 3, 1));
        }

        var fit = DawidSkene.Fit(labels, 2).Required();
        fit.InformationOf(3)!.Value.ShouldBe(0, 1e-12);
        fit.InformationOf(0)!.Value.ShouldBeGreaterThan(0.5);
        truth.Zip(fit.MostProbable).Count(pair => pair.First == pair.Second).ShouldBeGreaterThan(280);
    }

    [Fact]
    public void The_order_of_the_labels_changes_nothing_but_rounding()
    {
        var backwards = DawidSkene.Fit([.. _anaesthetists.Reverse()], 4).Required();
        backwards.LogLikelihood.ShouldBe(DawidSkene.Fit(_anaesthetists, 4).Required().LogLikelihood, 1e-9);
    }

    [Fact]
    public void A_label_beyond_the_classes_is_refused() =>
        Should.Throw<ArgumentException>(() => DawidSkene.Fit([new RaterLabel(0, 0, 4)], 4)).ParamName.ShouldBe("labels");
}
