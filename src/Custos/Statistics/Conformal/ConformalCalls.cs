using Custos.Records;
using Custos.Statistics.Calls;

namespace Custos.Statistics.Conformal;

/// <summary>Which questions about conformal prediction can be asked by name?</summary>
internal static class ConformalCalls
{
    public static IReadOnlyList<StatisticsCall> All { get; } =
    [
        new("conformal.quantile", Quantile),
        new("conformal.p_value", PValues),
    ];

    private static CallResults Quantile(CallInputs inputs)
    {
        var quantile = ConformalQuantile.Of(inputs.Column("scores"), inputs.Number("alpha"));
        return new CallResults { { "value", quantile.Value }, { "k", quantile.K } };
    }

    private static CallResults PValues(CallInputs inputs)
    {
        var byClass = inputs.Object("calibration_nonconformity_by_class");
        var names = byClass.Names.ToArray();
        var classes = ConformalClasses.Calibrate([.. names.Select(name => byClass.Column(name))]);
        var p = new CallResults();
        foreach (var (name, score) in inputs.NumberMap("test_nonconformity"))
        {
            var at = Array.IndexOf(names, name);
            if (at < 0) throw new BadInputException("A class has no calibration rows.", "Give nonconformity scores for every class asked for.", "inputs.test_nonconformity");
            p.Add(name, classes.PValue(at, score));
        }

        return new CallResults { { "p", p } };
    }
}
