using Custos.Records;
using Custos.Statistics.Distributions;
using Custos.Statistics.Regression;

namespace Custos.Statistics.Preferences;

/// <summary>How strong is each player, if P(i beats j) = σ(strengthᵢ − strengthⱼ)? By maximum likelihood, or why there is none.</summary>
/// <remarks>
/// Sources: Bradley and Terry 1952; Zermelo 1929; Ford 1957 (existence). The order of the games plays no part.
/// O(pairs + players³) per Newton step, usually fewer than 10.
/// </remarks>
public abstract record BradleyTerry
{
    // Beyond this error of a log-odds the likelihood has no maximum but a plateau.
    private const double LargestError = 1000;

    private BradleyTerry()
    {
    }

    /// <summary>No maximum exists.</summary>
    /// <param name="Reason">Why, in plain words, with the players' names.</param>
    public sealed record None(string Reason) : BradleyTerry;

    /// <summary>The maximum, with its errors.</summary>
    public sealed record Fitted : BradleyTerry
    {
        private readonly double[] _strengths;
        private readonly double[][] _covariance;
        private readonly double _z;
        private readonly double _confidence;
        private readonly long _games;

        internal Fitted(IReadOnlyList<string> players, double[] strengths, double[][] covariance, double confidence, double games)
        {
            Players = players;
            _strengths = strengths;
            _covariance = covariance;
            _confidence = confidence;
            _z = Normal.Quantile(0.5 + confidence / 2);
            _games = Math.Max(1, (long)Math.Round(games));
        }

        /// <summary>The players, in the order in which they first came.</summary>
        public IReadOnlyList<string> Players { get; }

        public required double LogLikelihood { get; init; }

        /// <summary>The certificate of convergence: the largest slope of the log-likelihood left, per game.</summary>
        public required double GradientPerGame { get; init; }

        /// <summary>The log-odds that the first seat adds; null when not asked for.</summary>
        public required Estimate? SeatEffect { get; init; }

        /// <summary>The log-odds that a unit of length difference adds; null when not asked for.</summary>
        public required Estimate? LengthEffect { get; init; }

        /// <summary>ln ν of Davidson or ln θ of Rao and Kupper; null when ties count as half wins.</summary>
        public required Estimate? TieParameter { get; init; }

        /// <summary>The log-strength of a player against the mean of all.</summary>
        public Estimate LogStrength(int player) => Contrast(i => (i == player ? 1 : 0) - 1.0 / Players.Count);

        /// <summary>The log-strength of a player against another's: the log-odds of beating it, seats and lengths being equal.</summary>
        public Estimate LogStrengthAgainst(int player, int reference) => Contrast(i => (i == player ? 1 : 0) - (i == reference ? 1 : 0));

        /// <summary>The standard error of that difference.</summary>
        public double StandardErrorAgainst(int player, int reference) => Math.Sqrt(Variance(i => (i == player ? 1 : 0) - (i == reference ? 1 : 0)));

        /// <summary>The strength on Elo's scale, 400/ln 10 points per unit, the mean of all being 0.</summary>
        public Estimate Elo(int player) => Map(LogStrength(player), strength => strength * 400 / Math.Log(10));

        /// <summary>The chance that a player beats another when one of them wins, seats and lengths being equal.</summary>
        public Estimate WinProbability(int player, int other) => Map(LogStrengthAgainst(player, other), lead => 1 / (1 + Math.Exp(-lead)));

        /// <summary>The strengths as shares that sum to 1.</summary>
        public IReadOnlyList<double> Shares
        {
            get
            {
                var largest = _strengths.Max();
                var powers = Array.ConvertAll(_strengths, strength => Math.Exp(strength - largest));
                var all = powers.Sum();
                return Array.ConvertAll(powers, power => power / all);
            }
        }

        internal ReadOnlySpan<double> Strengths => _strengths;

        private Estimate Contrast(Func<int, double> weight)
        {
            var value = _strengths.Select((strength, i) => strength * weight(i)).Sum();
            var half = _z * Math.Sqrt(Variance(weight));
            return new Estimate(value, new Interval(value - half, value + half, _confidence), _games);
        }

        private double Variance(Func<int, double> weight)
        {
            var weights = Enumerable.Range(0, Players.Count - 1).Select(weight).ToArray();
            var variance = 0.0;
            for (var i = 0; i < weights.Length; i++)
            {
                if (weights[i] == 0) continue;
                for (var j = 0; j < weights.Length; j++) variance += weights[i] * weights[j] * _covariance[i][j];
            }

            return Math.Max(0, variance);
        }

        private static Estimate Map(Estimate estimate, Func<double, double> rising) => new(
            rising(estimate.Value), new Interval(rising(estimate.Interval.Lower), rising(estimate.Interval.Upper), estimate.Interval.Confidence), estimate.N);
    }

    /// <summary>The strengths that these results make most likely.</summary>
    /// <exception cref="ArgumentException">There is no game, a player plays itself, or a count is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The fit did not converge.</exception>
    public static BradleyTerry Fit(IReadOnlyList<PairResults> results, BradleyTerryOptions? options = null)
    {
        options ??= new BradleyTerryOptions();
        Require.Inside01(options.Confidence, nameof(options));
        var cells = PairCells.Of(results);
        if (options.Ties == TieModel.HalfWin) cells = cells.WithHalfWins();
        if (WhyNone(cells, options) is { } reason) return new None(reason);
        var likelihood = new PairLikelihood(cells, options);
        return PairFit.Of(likelihood, cells.Games) is { } fit && Describe(cells, likelihood, fit, options) is { } fitted
            ? fitted
            : new None("Seat, length and strength together tell the outcomes, or cannot be told apart: no maximum exists.");
    }

    internal static string? WhyNone(PairCells cells, BradleyTerryOptions options)
    {
        if (cells.WhyNoMaximum() is { } reason) return reason;
        if (options.Ties == TieModel.HalfWin) return null;
        if (!cells.Ties.Any(ties => ties > 0)) return "No game was tied, so how likely ties are has no maximum: count ties as half wins.";
        return cells.FirstWins.Concat(cells.SecondWins).Any(wins => wins > 0) ? null : "Every game was tied, so how likely ties are has no maximum.";
    }

    private static Fitted? Describe(PairCells cells, PairLikelihood likelihood, PairFit fit, BradleyTerryOptions options)
    {
        var covariance = Cholesky.Inverse(fit.Factor);
        for (var i = 0; i < fit.Parameters.Length; i++)
        {
            if (!(covariance[i][i] < LargestError * LargestError)) return null;
        }

        var z = Normal.Quantile(0.5 + options.Confidence / 2);
        var games = (long)Math.Max(1, Math.Round(cells.Games));
        return new Fitted(cells.Players, [.. fit.Parameters.AsSpan(0, cells.Players.Length - 1), 0], covariance, options.Confidence, cells.Games)
        {
            LogLikelihood = fit.LogLikelihood,
            GradientPerGame = fit.GradientPerGame,
            SeatEffect = At(likelihood.SeatPlace),
            LengthEffect = At(likelihood.LengthPlace),
            TieParameter = At(likelihood.TiePlace),
        };

        Estimate? At(int place)
        {
            if (place < 0) return null;
            var half = z * Math.Sqrt(covariance[place][place]);
            var value = fit.Parameters[place];
            return new Estimate(value, new Interval(value - half, value + half, options.Confidence), games);
        }
    }
}
