using Custos.Records;
using Custos.Statistics.Calls;

namespace Custos.Statistics.Agreement;

/// <summary>Which questions about raters' errors can be asked by name?</summary>
internal static class AnnotatorsCalls
{
    // A trace is for looking at convergence; more of it would only take time.
    private const int MaxTraceIterations = 10_000;

    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("annotators.dawid_skene", FitDawidSkene),
        new("annotators.dawid_skene_trace", inputs =>
        {
            var (labels, classes) = BoundedLabelsOf(inputs);
            var iterations = inputs.Integer("iterations");
            if (iterations is < 0 or > MaxTraceIterations)
            {
                throw new ArgumentException($"\"iterations\" is not from 0 to {MaxTraceIterations}.", nameof(inputs));
            }

            return new CallResults { { "log_likelihood", DawidSkene.Trace(labels, classes.Count, (int)iterations) } };
        }),
        new("annotators.glad_posterior", GladPosterior),
        new("annotators.additive_bias", AdditiveBias),
    ];

    // Error rates are raters × classes × classes.
    private const long MostErrorRates = 10_000_000;

    private static CallResults FitDawidSkene(CallInputs inputs)
    {
        var (labels, classes) = BoundedLabelsOf(inputs);
        var outcome = DawidSkene.Fit(labels, classes.Count);
        if (outcome is DawidSkeneOutcome.NotConverged failed) throw new BadInputException(failed.Reason, "No estimate is given without its certificate.", inputs.Has("counts_item_annotator_label") ? "inputs.counts_item_annotator_label" : "inputs.labels_by_annotator");
        var fit = outcome.Required();
        var raters = Enumerable.Range(0, fit.ErrorRates.Count).ToArray();
        int? spammer = raters.Any(rater => fit.InformationOf(rater) is not null) ? raters.Where(rater => fit.InformationOf(rater) is not null).MinBy(rater => fit.InformationOf(rater)) : null;
        var results = new CallResults
        {
            { "class_marginals", fit.ClassShares },
            { "error_rates_annotator_true_observed", fit.ErrorRates.Select(rows => rows.Select(row => row ?? Enumerable.Repeat(0.0, classes.Count))) },
            { "log_likelihood", fit.LogLikelihood },
            { "majority_vote", fit.MajorityVote.Select(label => classes[label]) },
            { "dawid_skene", fit.MostProbable.Select(label => classes[label]) },
        };
        if (spammer is { } rater)
        {
            results.Add("spammer_error_rates", fit.ErrorRates[rater].Select(row => row ?? Enumerable.Repeat(0.0, classes.Count)));
            results.Add("spammer", rater);
        }
        else
        {
            results.Add("spammer_error_rates", (double?)null, "No rater saw items of two classes.");
        }

        if (fit.ErrorRates.Any(rows => rows.Any(row => row is null))) results.Because("Rows of zeros: that rater saw no item of that class.");
        return results;
    }

    private static (IReadOnlyList<RaterLabel> Labels, IReadOnlyList<double> Classes) BoundedLabelsOf(CallInputs inputs)
    {
        var (labels, classes) = LabelsOf(inputs);
        var raters = labels.Select(label => label.Rater + 1L).DefaultIfEmpty(0).Max();
        return raters * classes.Count * classes.Count <= MostErrorRates
            ? (labels, classes)
            : throw new BadInputException($"There are {classes.Count} classes and {raters} raters, which is more than ten million error rates.", "Join classes that are rarely used.", inputs.Has("classes") ? "inputs.classes" : "inputs.counts_item_annotator_label");
    }

    // Either counts, items × raters × labels, or labels, raters × items; classes by their place, or as given.
    private static (IReadOnlyList<RaterLabel> Labels, IReadOnlyList<double> Classes) LabelsOf(CallInputs inputs)
    {
        List<RaterLabel> labels = [];
        if (inputs.Has("counts_item_annotator_label"))
        {
            var counts = inputs.Tables("counts_item_annotator_label");
            var classes = counts.SelectMany(item => item).Select(rater => rater.Count).DefaultIfEmpty(0).Max();
            for (var item = 0; item < counts.Count; item++)
            {
                for (var rater = 0; rater < counts[item].Count; rater++)
                {
                    for (var label = 0; label < counts[item][rater].Count; label++)
                    {
                        var count = counts[item][rater][label];
                        if (count != Math.Floor(count) || count is < 0 or > int.MaxValue) throw new BadInputException("A count is not a whole number of at least 0.", "Give how often each label was said.", $"inputs.counts_item_annotator_label[{item}][{rater}]");
                        if (count > 0) labels.Add(new RaterLabel(item, rater, label, (int)count));
                    }
                }
            }

            return (labels, inputs.Has("classes") ? inputs.Numbers("classes") : [.. Enumerable.Range(0, classes).Select(label => (double)label)]);
        }

        var byRater = inputs.OptionalRows("labels_by_annotator");
        var known = inputs.Has("classes") ? inputs.Numbers("classes") : [.. byRater.SelectMany(row => row).OfType<double>().Distinct().Order()];
        for (var rater = 0; rater < byRater.Count; rater++)
        {
            for (var item = 0; item < byRater[rater].Count; item++)
            {
                if (byRater[rater][item] is not { } said) continue;
                var label = known.Select((value, index) => (value, index)).Where(pair => pair.value == said).Select(pair => (int?)pair.index).FirstOrDefault();
                labels.Add(new RaterLabel(item, rater, label ?? throw new BadInputException("The label is not one of the classes.", "Add it to classes.", $"inputs.labels_by_annotator[{rater}][{item}]")));
            }
        }

        return (labels, known);
    }

    private static CallResults GladPosterior(CallInputs inputs)
    {
        var (right, chance) = Glad.Posterior(
            inputs.Numbers("abilities"), inputs.Number("inverse_difficulty_beta"), inputs.Smalls("labels"), inputs.NumberOr("prior_class1", 0.5));
        return new CallResults { { "sigmas", right }, { "posterior_class1", chance } };
    }

    private static CallResults AdditiveBias(CallInputs inputs)
    {
        var scores = inputs.Rows("observations_item_annotator_score").Select((row, index) => row.Count == 3
            ? new RaterScore(WholeIndex(row[0], index), WholeIndex(row[1], index), row[2])
            : throw new BadInputException($"It has {row.Count} numbers.", "Give item, annotator, score.", $"inputs.observations_item_annotator_score[{index}]"));
        var outcome = RaterSeverity.Fit([.. scores]);
        if (outcome is RaterSeverityOutcome.Unconnected unconnected) throw new BadInputException(unconnected.Reason, "No effect is given for what the scores cannot tell.", "inputs.observations_item_annotator_score");
        const string unseen = "An item or annotator number has no score.";
        var fit = outcome.Required();
        return new CallResults
        {
            { "item_effects", fit.ItemEffects, unseen },
            { "annotator_effects", fit.RaterEffects, unseen },
            { "raw_item_means", fit.RawItemMeans, unseen },
            { "rss", fit.ResidualSumOfSquares },
        };
    }

    private static int WholeIndex(double value, int row) => value == Math.Floor(value) && value is >= 0 and < int.MaxValue
        ? (int)value
        : throw new BadInputException("An item or annotator is not a whole number of at least 0.", "Number them from 0.", $"inputs.observations_item_annotator_score[{row}]");
}
