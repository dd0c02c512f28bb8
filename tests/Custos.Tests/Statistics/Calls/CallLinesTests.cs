namespace Custos.Tests.Statistics.Calls;

public sealed class CallLinesTests
{
    // A function of each way to be given wrong things: counts, columns, tables, objects, lists of objects, trees, texts, numbers that overflow.
    private static readonly string[] _requests =
    [
        """{"fn": "power.t_two_sample_sample_size", "inputs": {"effect_size_d": 0.2, "alpha": 0.05, "power": 0.8, "alternative": "two-sided"}}""",
        """{"fn": "intervals.quantile_order_statistic", "inputs": {"n": 1000, "q": 0.99, "confidence": 0.95}}""",
        """{"fn": "tests.poisson_rates", "inputs": {"k1": 12, "t1": 1000, "k2": 5, "t2": 1000, "confidence": 0.95}}""",
        """{"fn": "metrics.pass_at_k", "inputs": {"cases": [[10, 3, 5], [200, 1, 100]]}}""",
        """{"fn": "descriptive.moments", "inputs": {"x": [1, 2, 4]}}""",
        """{"fn": "bootstrap.jackknife", "inputs": {"x": [1, 5, 2, 8], "y": [3, 1, 4, 1.5], "statistic": "pearson"}}""",
        """{"fn": "agreement.krippendorff_alpha", "inputs": {"reliability_data": [[1, null, 2, 1], [1, 2, 2, 3]]}}""",
        """{"fn": "annotators.dawid_skene", "inputs": {"labels_by_annotator": [[0, 1, 1], [0, 1, 0], [1, 1, 0]], "classes": [0, 1]}}""",
        """{"fn": "experiments.t_test_from_moments", "inputs": {"control": {"n": 30, "sum": 3, "sum_squares": 52}, "treatment": {"n": 34, "sum": 5, "sum_squares": 70}, "difference_type": "relative"}}""",
        """{"fn": "sequential.bernoulli_cs", "inputs": {"cases": [{"successes": 7, "trials": 10, "alpha": 0.05, "t_opt": 100}]}}""",
        """{"fn": "sequential.lan_demets", "inputs": {"information_fractions": [0.4, 1.0], "alpha": 0.05, "sides": 2}}""",
        """{"fn": "causal.mediation", "inputs": {"p_mediator_given_t": {"0": 0.3, "1": 0.7}, "p_outcome_given_t_m": {"0,0": 0.1, "0,1": 0.4, "1,0": 0.2, "1,1": 0.7}}}""",
        """{"fn": "interpret.tree_shap", "inputs": {"tree": {"feature": 0, "threshold": 0.5, "cover": 3, "left": {"value": 1.0, "cover": 2}, "right": {"value": 4.0, "cover": 1}}, "x": [1], "background": [[0]]}}""",
        """{"fn": "text.rouge_l", "inputs": {"reference": "a b c", "candidates": ["a c", ""], "beta": 1}}""",
    ];

    [Fact]
    public void Whatever_a_request_holds_it_has_one_answer_in_time_that_says_what_is_wrong() =>
        AnswerFaults.Of(_requests.SelectMany(request => RequestMutations.Of(request, new Random(20), pairs: 4)), longest: TimeSpan.FromSeconds(20)).ToList().ShouldBeEmpty();
}
