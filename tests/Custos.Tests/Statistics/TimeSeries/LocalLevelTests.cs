using Custos.Statistics.TimeSeries;

namespace Custos.Tests.Statistics.TimeSeries;

public sealed class LocalLevelTests
{
    // Annual flow of the Nile at Aswan, 1871 to 1970, 1e8 m³: R's data set Nile; Durbin and Koopman 2012, chapter 2.
    internal static readonly double[] Nile =
    [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
        1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
        831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
        781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
        744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ];

    // Durbin and Koopman 2012, section 2.10.4: 15099 and 1469.1; R's StructTS gives 15099 and 1469; the log-likelihood is that of KFAS, −632.5456.
    [Fact]
    public void The_Niles_variances_are_those_of_the_book()
    {
        var fit = LocalLevel.MostLikely(Nile);
        fit.Irregular.ShouldBe(15099, 1);
        fit.LevelVariance.ShouldBe(1469.1, 0.1);
        fit.LogLikelihood!.Value.ShouldBe(-632.5456, 5e-5);
    }

    // statsmodels 0.13.5, UnobservedComponents(llevel).smooth([15099, 1469.1]): 798.37029, 4032.15794.
    [Fact]
    public void The_filter_ends_where_statsmodels_ends()
    {
        var state = LocalLevel.Filter(Nile, 15099, 1469.1);
        state.Level.ShouldBe(798.3702926083575, 1e-6);
        state.Variance.ShouldBe(4032.1579418087795, 1e-6);
        state.LogLikelihood!.Value.ShouldBe(LocalLevel.MostLikely(Nile).LogLikelihood!.Value, 1e-6);
    }

    // A level that never moves: the filter is the mean. A series without noise: the filter is the last value.
    [Fact]
    public void The_ends_of_the_ratio_are_the_mean_and_the_last_value()
    {
        LocalLevel.Filter([1, 5, 3, 7], 1, 0).Level.ShouldBe(4, 1e-12);
        LocalLevel.Filter([1, 5, 3, 7], 0, 1).Level.ShouldBe(7, 1e-12);
    }

    [Fact]
    public void White_noise_has_a_still_level_and_a_walk_no_noise()
    {
        var random = new Random(2);
        double[] noise = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        var walk = new double[400];
        for (var i = 1; i < 400; i++) walk[i] = walk[i - 1] + noise[i] - 0.5;
        (LocalLevel.MostLikely(noise).LevelVariance / LocalLevel.MostLikely(noise).Irregular).ShouldBeLessThan(0.01);
        (LocalLevel.MostLikely(walk).Irregular / LocalLevel.MostLikely(walk).LevelVariance).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void No_variances_on_a_grid_are_likelier()
    {
        var best = LocalLevel.MostLikely(Nile);
        for (var i = 0.5; i < 2; i += 0.1)
        {
            for (var j = 0.2; j < 3; j += 0.2) LocalLevel.Filter(Nile, i * 15099, j * 1469).LogLikelihood!.Value.ShouldBeLessThanOrEqualTo(best.LogLikelihood!.Value + 1e-9);
        }
    }

    [Fact]
    public void A_series_that_never_changes_has_no_finite_likelihood() => LocalLevel.MostLikely([3, 3, 3, 3]).LogLikelihood.ShouldBeNull();

    [Fact]
    public void Numbers_that_are_not_finite_are_refused() => Should.Throw<ArgumentException>(() => LocalLevel.Filter([1, double.NaN], 1, 1)).ParamName.ShouldBe("series");
}
