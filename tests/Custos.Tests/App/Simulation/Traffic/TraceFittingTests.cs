using Custos.App.Simulation.Traffic;
using Custos.Tests.House;

namespace Custos.Tests.App.Simulation.Traffic;

public sealed class TraceFittingTests
{
    [Fact]
    public void The_shape_that_gaps_were_drawn_with_is_found_again()
    {
        var random = new TrafficRandom(3);

        var (shape, distance) = TraceFitting.Gamma([.. Enumerable.Range(0, 50_000).Select(_ => 3 * random.NextGamma(0.6))]);

        shape.ShouldBe(0.6, tolerance: 0.02);
        distance.ShouldBeLessThan(0.01);
    }

    [Fact]
    public void A_mixture_that_counts_were_drawn_from_is_found_again()
    {
        var random = new TrafficRandom(4);
        var truth = new LognormalMixture([new(0.3, 3, 0.2), new(0.7, 6, 0.5)], 100_000);
        List<int> counts = [.. Enumerable.Range(0, 50_000).Select(_ => truth.Draw(random))];

        var fit = TraceFitting.Mixture(counts, 2);

        fit.Parts[0].Weight.ShouldBe(0.3, tolerance: 0.01);
        fit.Parts[0].Mean.ShouldBe(3, tolerance: 0.02);
        fit.Parts[1].Deviation.ShouldBe(0.5, tolerance: 0.02);
        TraceFitting.Distance(counts, fit).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Even_arrivals_have_windows_that_hardly_differ_and_clumped_ones_do()
    {
        var random = new TrafficRandom(5);
        double even = 0, clumped = 0;
        List<double> evenly = [.. Enumerable.Range(0, 20_000).Select(_ => even += 0.1 * random.NextExponential(1))];
        List<double> inClumps = [.. Enumerable.Range(0, 20_000).Select(i => clumped += i % 100 == 0 ? 30 : 0.01)];

        TraceFitting.Windows(evenly, 10).Shape.ShouldBeGreaterThan(TraceFitting.Windows(inClumps, 10).Shape * 10);
    }

    // The parameters that stand in the code, and the distances that the documentation states.
    [SharedDataFact("llm-trace-code.csv")]
    public void The_code_trace_gives_the_parameters_that_are_drawn_from() =>
        ShouldFit("llm-trace-code.csv", TraceFits.CodeInput, 0.0279, TraceFits.CodeOutput, 0.0083, TraceFits.CodeArrivals, 0.0668);

    [SharedDataFact("llm-trace-conv.csv")]
    public void The_conversation_trace_gives_the_parameters_that_are_drawn_from() =>
        ShouldFit("llm-trace-conv.csv", TraceFits.ConversationInput, 0.0465, TraceFits.ConversationOutput, 0.0188, TraceFits.ConversationArrivals, 0.0183);

    private static void ShouldFit(string file, LognormalMixture input, double inputDistance, LognormalMixture output, double outputDistance, ArrivalFit arrivals, double gapDistance)
    {
        var trace = Trace.Read(Path.Combine(Repository.SharedData, file));
        ShouldBeLike(TraceFitting.Mixture(trace.Input, input.Parts.Length), input);
        ShouldBeLike(TraceFitting.Mixture(trace.Output, output.Parts.Length), output);
        TraceFitting.Distance(trace.Input, input).ShouldBe(inputDistance, tolerance: 0.0005);
        TraceFitting.Distance(trace.Output, output).ShouldBe(outputDistance, tolerance: 0.0005);
        var (windowShape, gaps) = TraceFitting.Windows(trace.Seconds, ArrivalCurve.WindowSeconds);
        var (gapShape, distance) = TraceFitting.Gamma(gaps);
        windowShape.ShouldBe(arrivals.WindowShape, tolerance: 0.001);
        gapShape.ShouldBe(arrivals.GapShape, tolerance: 0.001);
        distance.ShouldBe(gapDistance, tolerance: 0.0005);
    }

    private static void ShouldBeLike(LognormalMixture fit, LognormalMixture stated)
    {
        fit.Most.ShouldBe(stated.Most);
        foreach (var (found, part) in fit.Parts.Zip(stated.Parts))
        {
            found.Weight.ShouldBe(part.Weight, tolerance: 0.001);
            found.Mean.ShouldBe(part.Mean, tolerance: 0.001);
            found.Deviation.ShouldBe(part.Deviation, tolerance: 0.001);
        }
    }
}
