using Custos.Statistics.Distributions;

namespace Custos.SlowTests.Statistics;

/// <summary>How often does something hold over seeded repetitions, and how often may it when it holds as often as it should?</summary>
internal static class Simulated
{
    public const int Repetitions = 2000;

    /// <summary>The share of repetitions in which it holds; repetition i draws from a generator seeded with i.</summary>
    public static double Share(Func<Random, bool> holds, int repetitions = Repetitions)
    {
        var held = 0;
        Parallel.For(0, repetitions, i =>
        {
            if (holds(new Random(i))) Interlocked.Increment(ref held);
        });
        return (double)held / repetitions;
    }

    /// <summary>The lowest share that a method holding with this chance falls below once in ten thousand simulations.</summary>
    public static double AtLeast(double chance, int repetitions = Repetitions) => Binomial.Quantile(1e-4, repetitions, chance) / repetitions;

    /// <summary>The highest share that a method holding with this chance exceeds once in ten thousand simulations.</summary>
    public static double AtMost(double chance, int repetitions = Repetitions) => Binomial.Quantile(1 - 1e-4, repetitions, chance) / repetitions;

    public static double NextNormal(this Random random) => Normal.Quantile(Math.Clamp(random.NextDouble(), 1e-16, 1 - 1e-16));

    public static double[] Draw(this Random random, int count, Func<Random, double> draw) => [.. Enumerable.Range(0, count).Select(_ => draw(random))];

    public static double Lognormal(Random random) => Math.Exp(random.NextNormal());

    public static double Cauchy(Random random) => Math.Tan(Math.PI * (random.NextDouble() - 0.5));
}
