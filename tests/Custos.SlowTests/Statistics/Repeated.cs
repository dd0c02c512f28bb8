namespace Custos.SlowTests.Statistics;

/// <summary>How often does something happen over seeded repetitions, and how far may that be from what was promised?</summary>
internal static class Repeated
{
    public const int Times = 2000;

    /// <summary>The share of repetitions in which it happens; repetition i gets the generator of seed i.</summary>
    public static double Share(Func<Random, bool> happens, int times = Times)
    {
        var count = 0;
        Parallel.For(0, times, i =>
        {
            if (happens(new Random(i))) Interlocked.Increment(ref count);
        });
        return count / (double)times;
    }

    /// <summary>Four standard errors of a share: a right method leaves them once in thirty thousand times.</summary>
    public static double Band(double promised, int times = Times) => 4 * Math.Sqrt(promised * (1 - promised) / times);

    /// <summary>A standard normal draw.</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
