using Custos.Records;
using Custos.Statistics.Counts;
using Custos.Statistics.Experiments;
using Custos.Statistics.Means;
using Custos.Statistics.Ranks;
using Custos.Statistics.Rates;
using Stratum = Custos.Statistics.Experiments.Stratum;

namespace Custos.Store.Report.Comparing;

/// <summary>What do the rows of one key say together, and how does that differ from what other rows say?</summary>
internal abstract record Measurement
{
    /// <summary>Below so many on a side, nobody can tell a difference from chance.</summary>
    public const int Fewest = 10;

    public abstract Told Told { get; }

    /// <summary>Both together.</summary>
    public abstract Measurement Plus(Measurement more);

    /// <summary>This one minus the other, of the same kind.</summary>
    public abstract Finding Minus(Measurement other);

    /// <summary>As one stratum of a mix of the two; null where the kind has none.</summary>
    public virtual Stratum? StratumWith(string name, Measurement? other) => null;

    /// <summary>How many of how many; tested by Pearson's statistic where every cell expects five, else by Fisher's.</summary>
    internal sealed record Rate(long Part, long Whole) : Measurement
    {
        public override Told Told => Whole == 0 ? new Told(null, null, 0) : new Told((double)Part / Whole, BinomialIntervals.Wilson(Part, Whole), Whole);

        public override Measurement Plus(Measurement more) => more is Rate { Part: var part, Whole: var whole } ? new Rate(Part + part, Whole + whole) : throw new ArgumentException("Of another kind.", nameof(more));

        public override Finding Minus(Measurement other)
        {
            var (part, whole) = (Rate)other;
            if (Whole == 0 || whole == 0) return new Finding(Told, other.Told, null, null, null);
            var test = TwoProportionTest.Of(Part, Whole, part, whole);
            var few = Whole < Fewest || whole < Fewest;
            double least = Math.Min(Whole, whole), expected = least * Math.Min(Part + part, Whole + whole - Part - part) / (Whole + whole);
            return new Finding(Told, other.Told, test.Effect.Difference.Value, test.Effect.Difference.Interval, few ? null : expected < 5 ? test.Fisher.TwoSided : test.PZPooled);
        }

        public override Stratum StratumWith(string name, Measurement? other) =>
            Stratum.OfRates(name, Part, Whole, (other as Rate)?.Part ?? 0, (other as Rate)?.Whole ?? 0);
    }

    /// <summary>A mean with its moments; tested by Welch's t. No moments: nothing was counted.</summary>
    internal sealed record Mean(Moments? Moments) : Measurement
    {
        public override Told Told => Moments is null ? new Told(null, null, 0) : new Told(Moments.Mean, Moments.MeanInterval(), Moments.N);

        public override Measurement Plus(Measurement more) => ((Mean)more).Moments is not { } added ? this : new Mean(Moments is null ? added : Moments + added);

        public override Finding Minus(Measurement other)
        {
            if ((Moments, ((Mean)other).Moments) is not ({ N: >= 2 } a, { N: >= 2 } b)) return new Finding(Told, other.Told, Told.Value - other.Told.Value, null, null);
            var test = ArmDifference.Welch(b, a);
            return new Finding(Told, other.Told, test.Value, test.Interval, a.N < Fewest || b.N < Fewest ? null : test.P);
        }

        public override Stratum StratumWith(string name, Measurement? other) => new(name, Moments, (other as Mean)?.Moments);
    }

    /// <summary>How many events, in stretches of the same length; tested as two Poisson rates.</summary>
    internal sealed record Count(long Events) : Measurement
    {
        public override Told Told => new(Events, PoissonRates.Garwood(Events), Events);

        public override Measurement Plus(Measurement more) => new Count(Events + ((Count)more).Events);

        public override Finding Minus(Measurement other)
        {
            var events = ((Count)other).Events;
            var few = Events + events < Fewest;
            var apart = EstimateDifference.Of(Events, PoissonRates.Garwood(Events), events, PoissonRates.Garwood(events));
            return new Finding(Told, other.Told, apart.Value, apart.Interval, few ? null : PoissonRates.Compare(Events, 1, events, 1).PExact);
        }
    }

    /// <summary>A value of each row; the medians are told, the test is Mann and Whitney's, and the difference is the median of all differences.</summary>
    internal sealed record Values(double[] All) : Measurement
    {
        public override Told Told
        {
            get
            {
                if (All.Length == 0) return new Told(null, null, 0);
                var median = Quantiles.Of(All).At(0.5);
                return new Told(median.Value, double.IsFinite(median.Interval.Lower) && double.IsFinite(median.Interval.Upper) ? median.Interval : null, All.Length);
            }
        }

        public override Measurement Plus(Measurement more) => new Values([.. All, .. ((Values)more).All]);

        public override Finding Minus(Measurement other)
        {
            var values = ((Values)other).All;
            if (All.Length == 0 || values.Length == 0) return new Finding(Told, other.Told, null, null, null);
            var test = MannWhitney.Of(values, All);
            return new Finding(Told, other.Told, test.Shift.Value, test.Shift.Interval, All.Length < Fewest || values.Length < Fewest ? null : test.PExact ?? test.PWithContinuity);
        }
    }

    /// <summary>A measured quantile with its interval; the p-value is that at which the interval of the difference would end at 0.</summary>
    internal sealed record Quantile(double? Value, Interval? Interval, long N) : Measurement
    {
        public override Told Told => new(Value, Interval, N);

        public override Measurement Plus(Measurement more) => throw new NotSupportedException("Quantiles do not add.");

        public override Finding Minus(Measurement other)
        {
            var second = (Quantile)other;
            if (Value is not { } a || second.Value is not { } b) return new Finding(Told, other.Told, null, null, null);
            if (Interval is not { } left || second.Interval is not { } right) return new Finding(Told, other.Told, a - b, null, null);
            var apart = EstimateDifference.Of(a, left, b, right);
            return new Finding(Told, other.Told, apart.Value, apart.Interval, N < Fewest || second.N < Fewest ? null : apart.P);
        }
    }

    /// <summary>A sum of which no chance is asked.</summary>
    internal sealed record Sum(double Amount) : Measurement
    {
        public override Told Told => new(Amount, null, 1);

        public override Measurement Plus(Measurement more) => new Sum(Amount + ((Sum)more).Amount);

        public override Finding Minus(Measurement other) => new(Told, other.Told, Amount - ((Sum)other).Amount, null, null);
    }
}
