using Custos.Records;
using Custos.Statistics.Calls;

namespace Custos.Statistics.Preferences;

/// <summary>Which questions about preferences and ratings can be asked by name?</summary>
internal static class PreferencesCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("preference.dpo_loss", Dpo),
        new("preference.reward_loss", Reward),
        new("preference.position_bias", Position),
        new("preference.length_controlled", Length),
        new("rating.elo", Elo),
        new("rating.bradley_terry", BradleyTerryOf),
    ];

    private static CallResults Dpo(CallInputs inputs)
    {
        var losses = PairLosses.Of(
            new AnswerLogProbability(inputs.Number("policy_chosen_logp"), inputs.Number("ref_chosen_logp"), inputs.NumberOr("chosen_len", 1)),
            new AnswerLogProbability(inputs.Number("policy_rejected_logp"), inputs.Number("ref_rejected_logp"), inputs.NumberOr("rejected_len", 1)),
            inputs.Number("beta"),
            inputs.NumberOr("label_smoothing", 0));
        return new CallResults
        {
            { "delta", losses.Delta },
            { "sigmoid", losses.Sigmoid },
            { "sigmoid_smoothed", losses.SigmoidSmoothed },
            { "robust", losses.Robust },
            { "ipo", losses.Ipo },
            { "sigmoid_norm", losses.SigmoidPerToken },
            { "implicit_accuracy", losses.PrefersChosen is { } prefers ? prefers ? 1 : 0 : null, "The implicit rewards are equal." },
        };
    }

    private static CallResults Reward(CallInputs inputs)
    {
        var loss = RewardLoss.Of(inputs.Column("r_chosen"), inputs.Column("r_rejected"), inputs.ColumnOrNone("margin"));
        return new CallResults
        {
            { "loss_no_margin", loss.Loss },
            { "loss_margin", loss.LossWithMargin },
            { "accuracy", loss.Accuracy.Value },
            { "accuracy_ci", loss.Accuracy.Interval },
        };
    }

    private static CallResults Position(CallInputs inputs)
    {
        var bias = PositionBias.Of(inputs.Labels("order1_first_wins"), inputs.Labels("order2_first_wins"));
        return new CallResults
        {
            { "consistent", bias.Consistent },
            { "inconsistent", bias.Inconsistent },
            { "first_position_rate", bias.FirstPositionRate.Value },
            { "first_position_rate_ci", bias.FirstPositionRate.Interval },
            { "consistency_rate", bias.ConsistencyRate.Value },
            { "consistency_rate_ci", bias.ConsistencyRate.Interval },
            { "p_no_position_preference", bias.P },
        };
    }

    private static CallResults Length(CallInputs inputs)
    {
        var control = LengthControl.Fit(
            inputs.Column("model_side"), inputs.Column("length_difference_std"), inputs.Labels("a_preferred"), inputs.NumberOr("confidence", 0.95));
        var reason = (control as LengthControl.None)?.Reason ?? "";
        var fit = control as LengthControl.Fitted;
        return new CallResults
        {
            { "model_effect_controlled", fit?.ModelEffect.Value, reason },
            { "length_effect", fit?.LengthEffect.Value, reason },
            { "se", fit is null ? null : new[] { fit.ModelStandardError, fit.LengthStandardError }, reason },
            { "loglik", fit?.LogLikelihood, reason },
            { "model_effect_uncontrolled", fit?.ModelEffectUncontrolled, reason },
            { "loglik_uncontrolled", fit?.LogLikelihoodUncontrolled, reason },
            { "lr_test_length_chi2", fit?.LengthChiSquare, reason },
            { "lr_test_length_p", fit?.LengthP, reason },
            { "length_controlled_win_prob", fit?.WinProbability.Value, reason },
            { "length_controlled_win_prob_ci", fit?.WinProbability.Interval, reason },
        };
    }

    private static CallResults Elo(CallInputs inputs)
    {
        var (k, scale) = (inputs.NumberOr("k", 32), inputs.NumberOr("scale", 400));
        if (!inputs.Has("games"))
        {
            var (a, b, score) = (inputs.Number("initial_a"), inputs.Number("initial_b"), inputs.Number("score_a"));
            var expected = EloRatings.Expected(a, b, scale);
            return new CallResults { { "expected_a", expected }, { "a", a + k * (score - expected) }, { "b", b - k * (score - expected) } };
        }

        var games = inputs.Objects("games").Select(game => new Game(game.Text("a"), game.Text("b"), game.Number("score_a"))).ToArray();
        var ratings = EloRatings.Play(games, inputs.NumberOr("initial", 1500), k, scale);
        var order = ratings.Players.Select((player, place) => (player, place)).OrderBy(pair => pair.player, StringComparer.Ordinal).ToArray();
        var final = new CallResults();
        foreach (var (player, place) in order) final.Add(player, ratings.Final[place]);
        return new CallResults
        {
            { "after_each_game", ratings.AfterEachGame.Select(row => order.Select(pair => row[pair.place])) },
            { "final", final },
        };
    }

    private static CallResults BradleyTerryOf(CallInputs inputs)
    {
        var items = inputs.Texts("items");
        var wins = inputs.Matrix("win_matrix_row_beats_column");
        if (wins.Length != items.Count || wins.Any(row => row.Length != items.Count))
        {
            throw new BadInputException("The matrix has not one row and one column per item.", "Give as many rows and columns as items.", "inputs.win_matrix_row_beats_column");
        }

        // Every item is named in the first rows, so that the players keep the order of the items.
        var results = new List<PairResults>();
        for (var i = 0; i < items.Count; i++)
        {
            for (var j = i + 1; j < items.Count; j++) results.Add(new PairResults(items[i], items[j], wins[i][j], wins[j][i]));
        }

        var model = BradleyTerry.Fit(results, new BradleyTerryOptions { Confidence = inputs.NumberOr("confidence", 0.95) });
        return Describe(model as BradleyTerry.Fitted, items.Count, (model as BradleyTerry.None)?.Reason ?? "");
    }

    private static CallResults Describe(BradleyTerry.Fitted? fit, int items, string reason)
    {
        var each = Enumerable.Range(0, items);
        var last = items - 1;
        return new CallResults
        {
            { "strengths_sum1", fit?.Shares, reason },
            { "log_strength_vs_last", fit is null ? null : each.Select(i => fit.LogStrengthAgainst(i, last).Value), reason },
            { "se_log_strength_vs_last", fit is null ? null : each.Select(i => fit.StandardErrorAgainst(i, last)), reason },
            { "log_likelihood", fit?.LogLikelihood, reason },
            { "elo_scale_vs_mean", fit is null ? null : each.Select(i => fit.Elo(i).Value), reason },
            { "prob_first_beats_second", fit?.WinProbability(0, 1).Value, reason },
            { "log_strength_gap", fit?.LogStrengthAgainst(0, 1).Value, reason },
            { "mle_exists", fit is not null },
        };
    }
}
