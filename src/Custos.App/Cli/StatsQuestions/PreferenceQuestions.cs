using System.CommandLine;
using Custos.Charts;
using Custos.Records;
using Custos.Statistics.Bootstrap;
using Custos.Statistics.Calls;
using Custos.Statistics.Preferences;
using Custos.Statistics.Scores;
using Custos.Text.Tables;
using static System.FormattableString;

namespace Custos.App.Cli.StatsQuestions;

/// <summary>Which questions about preferences and ratings can be asked on the command line?</summary>
internal static class PreferenceQuestions
{
    public static IReadOnlyList<StatsQuestion> All { get; } = [Ratings(), Elo(), Wins(), Length()];

    private static Argument<FileInfo> GamesFile() => new("games") { Description = "A table with one game per row: first, second, and outcome (first, second or tie)." };

    private static StatsQuestion Ratings()
    {
        var file = GamesFile();
        var ties = StatsInputs.Choice("--ties", "What a tie says: half a win for each, Davidson's model, or Rao and Kupper's.", "half", "davidson", "rao-kupper");
        var seat = new Option<bool>("--seat") { Description = "Fit the advantage of being shown first." };
        var length = new Option<bool>("--length") { Description = "Fit the advantage of the longer answer, from a column length_difference." };
        var resamples = StatsInputs.Count("--resamples", "Also draw the games anew so often; 0 for not.", 0);
        var seed = StatsInputs.Count("--seed", "The bootstrap's seed.", 1);
        var confidence = StatsInputs.Confidence();
        return new("bradley-terry", "How strong is each model, from who was preferred to whom?", [file, ties, seat, length, resamples, seed, confidence], parsed =>
        {
            var options = new BradleyTerryOptions
            {
                Ties = parsed.GetValue(ties) switch { "davidson" => TieModel.Davidson, "rao-kupper" => TieModel.RaoKupper, _ => TieModel.HalfWin },
                SeatEffect = parsed.GetValue(seat),
                LengthEffect = parsed.GetValue(length),
                Confidence = parsed.GetValue(confidence),
            };
            var games = Read(parsed.GetRequiredValue(file), options.LengthEffect);
            if (BradleyTerry.Fit(games, options) is not BradleyTerry.Fitted fit)
            {
                return NoMaximum(((BradleyTerry.None)BradleyTerry.Fit(games, options)).Reason);
            }

            var drawn = parsed.GetValue(resamples) > 0
                ? BradleyTerryBootstrap.Run(games, options, new BootstrapOptions { Resamples = checked((int)parsed.GetValue(resamples)), Seed = (ulong)parsed.GetValue(seed), Confidence = options.Confidence })
                : null;
            return Describe(fit, drawn, options);
        })
        { Examples = ["bradley-terry games.csv --ties davidson --seat"] };
    }

    private static StatsAnswer NoMaximum(string reason) => new()
    {
        Headline = $"Cannot tell: {reason}",
        Results = new CallResults { { "mle_exists", false }, { "ratings", (double?)null, reason } },
        Assumptions = ["Strengths are compared through chains of games; a model that never lost could be any amount stronger."],
        InPlainWords = $"There is no rating to give: {reason} Play games that connect the models, or leave out the one that nothing bounds.",
    };

    private static StatsAnswer Describe(BradleyTerry.Fitted fit, BradleyTerryBootstrap? drawn, BradleyTerryOptions options)
    {
        var order = Enumerable.Range(0, fit.Players.Count).OrderByDescending(i => fit.Elo(i).Value).ToArray();
        var (best, next) = (order[0], order[1]);
        var ahead = fit.WinProbability(best, next);
        var results = new CallResults();
        foreach (var player in order)
        {
            var rating = fit.Elo(player);
            var one = new CallResults { { "elo", rating.Value }, { "ci", rating.Interval } };
            if (drawn is not null) one.Add("bootstrap_ci", drawn.Elo[player].Interval);
            results.Add(fit.Players[player], one);
        }

        Add("seat_effect", fit.SeatEffect);
        Add("length_effect", fit.LengthEffect);
        Add("tie_parameter", fit.TieParameter);
        results.Add("log_likelihood", fit.LogLikelihood);
        results.Add("gradient_per_game", fit.GradientPerGame);
        results.Add("best_beats_next", ahead.Value);
        results.Add("best_beats_next_ci", ahead.Interval);
        return new()
        {
            Headline = Invariant($"{fit.Players[best]} leads {fit.Players[next]}: it is preferred {ahead.ToPercentText()}."),
            Results = results,
            Assumptions =
            [
                "Bradley and Terry: the log-odds of a preference are the difference of two strengths, so that beating a strong model counts more. The mean of all is 0 on the scale, 400 points are odds of 10 to 1.",
                options.Ties == TieModel.HalfWin ? "A tie counts as half a win for each, which makes the intervals a little too short." : "Ties have a parameter of their own.",
                "Games are independent. Several games by one judge or on one prompt are not; the intervals are then too short.",
            ],
            InPlainWords = Invariant($"In a game between the two best, {fit.Players[best]} would be preferred to {fit.Players[next]} about {ahead.Value:P1} of the time, plausibly between {ahead.Interval.Lower:P1} and {ahead.Interval.Upper:P1}. ")
                + (ahead.Interval.Contains(0.5) ? "The games do not tell which of the two is better. " : "So the order of these two is not chance alone. ")
                + "Ranks of models whose intervals overlap widely should not be read as an order.",
            Picture = () => SvgWriter.Write(Picture(fit, order)),
        };

        void Add(string name, Estimate? estimate)
        {
            if (estimate is null) return;
            results.Add(name, estimate.Value);
            results.Add($"{name}_ci", estimate.Interval);
        }
    }

    private static Chart Picture(BradleyTerry.Fitted fit, int[] order) => new()
    {
        Title = "Ratings on Elo's scale",
        Subtitle = Invariant($"{fit.Elo(0).N:N0} games; the mean of all is 0"),
        Description = "One mark per model with its interval, the strongest on the left.",
        X = new Axis { Label = "", Ticks = [.. order.Select((player, place) => new Tick(place, fit.Players[player]))], Min = -0.5, Max = order.Length - 0.5 },
        Y = new Axis { Label = "points" },
        Series = [new Series.Marks("", [.. order.Select((player, place) => new Mark(place, fit.Elo(player).Value, fit.Elo(player).Interval))])],
    };

    private static List<PairResults> Read(FileInfo file, bool withLength)
    {
        string[] columns = ["first", "second", "outcome"];
        return StatsColumns.Rows(file, withLength ? [.. columns, "length_difference"] : columns, table =>
        {
            var outcome = Outcome(table);
            return new PairResults(
                table[0].GetString(), table[1].GetString(), outcome == 1 ? 1 : 0, outcome == 0 ? 1 : 0, outcome == 0.5 ? 1 : 0,
                withLength ? StatsColumns.NumberOf(table, 3, "length_difference") ?? throw new BadInputException("The length difference is missing.", "Give one in every row, or leave out --length.", table.Place) : 0);
        });
    }

    private static double Outcome(Table table) => table[2].GetString() switch
    {
        "first" or "1" or "1.0" => 1,
        "second" or "0" or "0.0" => 0,
        "tie" or "0.5" => 0.5,
        _ => throw new BadInputException("The outcome is none of first, second and tie.", "Write first, second or tie (or 1, 0, 0.5).", table.Place),
    };

    private static StatsQuestion Elo()
    {
        var file = GamesFile();
        var (k, initial) = (StatsInputs.Number("--k", "How far a game moves a rating.", 32), StatsInputs.Number("--initial", "Where ratings start.", 1500));
        return new("elo", "How strong is each player, if ratings move after every game?", [file, k, initial], parsed =>
        {
            var games = StatsColumns.Rows(parsed.GetRequiredValue(file), ["first", "second", "outcome"], table => new Game(table[0].GetString(), table[1].GetString(), Outcome(table)));
            var ratings = EloRatings.Play(games, parsed.GetValue(initial), parsed.GetValue(k));
            var order = Enumerable.Range(0, ratings.Players.Count).OrderByDescending(i => ratings.Final[i]).ToArray();
            var results = new CallResults();
            foreach (var player in order) results.Add(ratings.Players[player], ratings.Final[player]);
            return new()
            {
                Headline = Invariant($"{ratings.Players[order[0]]} ends on top with {ratings.Final[order[0]]:F0} points after {games.Count:N0} games."),
                Results = results,
                Assumptions = ["Elo's rule: after each game both ratings move by k times what was not expected. The result depends on the order of the games and has no interval; custos stats bradley-terry has neither fault."],
                InPlainWords = "Elo ratings follow form: the last games weigh most. For a fixed set of comparisons the order of the rows is an accident, and so is part of these ratings. Use them to follow players over time, not to rank models from one batch.",
            };
        })
        { Examples = ["elo games.csv"] };
    }

    private static StatsQuestion Wins()
    {
        var (wins, ties, losses, confidence) = (StatsInputs.Count("--wins", "How often A won."), StatsInputs.Count("--ties", "How often neither did.", 0), StatsInputs.Count("--losses", "How often B won."), StatsInputs.Confidence());
        return new("win-rate", "How often does A win against B?", [wins, ties, losses, confidence], parsed =>
        {
            var (won, tied, lost, level) = (parsed.GetValue(wins), parsed.GetValue(ties), parsed.GetValue(losses), parsed.GetValue(confidence));
            var rate = WinRate.Of(won, tied, lost, level);
            return new()
            {
                Headline = Invariant($"Win rate {rate.Estimate.ToPercentText()}; sign test p = {rate.SignTestP:G3}."),
                Results = new CallResults
                {
                    { "win_rate", rate.Estimate.Value },
                    { "se", rate.StandardError },
                    { "ci", rate.Estimate.Interval },
                    { "sign_test_p_excluding_ties", rate.SignTestP },
                    { "n", rate.Estimate.N },
                },
                Assumptions =
                [
                    "A tie counts half in the rate and not at all in the sign test, which is exact.",
                    "Comparisons are independent: several judgements of one pair of answers are not, and want a clustered error.",
                ],
                InPlainWords = Invariant($"A is preferred {rate.Estimate.Value:P1} of the time with ties shared, plausibly between {rate.Estimate.Interval.Lower:P1} and {rate.Estimate.Interval.Upper:P1}. ")
                    + Invariant($"If both were equally good, wins and losses at least so uneven would come up with chance {rate.SignTestP:G2}; that is not the chance that they are equally good."),
            };
        })
        { Examples = ["win-rate --wins 520 --ties 60 --losses 420"] };
    }

    private static StatsQuestion Length()
    {
        var file = new Argument<FileInfo>("file") { Description = "A table with one comparison per row: side (1 when A is the model, -1 when B is), length_difference (A less B), preferred (1 when A was)." };
        var confidence = StatsInputs.Confidence();
        return new("length-control", "Is the model preferred for its answers, or for their length?", [file, confidence], parsed =>
        {
            var rows = StatsColumns.Rows(
                parsed.GetRequiredValue(file),
                ["side", "length_difference", "preferred"],
                table => (Side: StatsColumns.NumberOf(table, 0, "side"), Length: StatsColumns.NumberOf(table, 1, "length_difference"), Preferred: LabelCell.Read(table, 2, "preferred")))
                .Where(row => row is { Side: not null, Length: not null, Preferred: >= 0 }).ToArray();
            var control = LengthControl.Fit(
                [.. rows.Select(row => row.Side!.Value)], [.. rows.Select(row => row.Length!.Value)], [.. rows.Select(row => row.Preferred)], parsed.GetValue(confidence));
            return control is LengthControl.Fitted fit ? Describe(fit) : NoMaximum(((LengthControl.None)control).Reason);
        })
        { Examples = ["length-control comparisons.csv"] };
    }

    private static StatsAnswer Describe(LengthControl.Fitted fit)
    {
        var plain = 1 / (1 + Math.Exp(-fit.ModelEffectUncontrolled));
        return new()
        {
            Headline = Invariant($"At equal length the model is preferred {fit.WinProbability.ToPercentText()}; without the control {plain:P1}."),
            Results = new CallResults
            {
                { "win_probability_at_equal_length", fit.WinProbability.Value },
                { "win_probability_ci", fit.WinProbability.Interval },
                { "win_probability_uncontrolled", plain },
                { "model_effect", fit.ModelEffect.Value },
                { "model_effect_ci", fit.ModelEffect.Interval },
                { "length_effect", fit.LengthEffect.Value },
                { "length_effect_ci", fit.LengthEffect.Interval },
                { "length_p", fit.LengthP },
            },
            Assumptions = ["A logistic regression of the preference on the model's side and the length difference, without intercept; length acts on the log-odds along a straight line, the same for both models."],
            InPlainWords = Invariant($"Comparing answers of the same length, the model would be preferred {fit.WinProbability.Value:P1} of the time, against {plain:P1} as the comparisons stand. The difference is what length alone seems to buy. If longer answers are longer because they say more, taking length out takes some merit out with it."),
        };
    }
}
