using Custos.Providers.Onnx.Runtime;
using Custos.Tests.House;
using Custos.Tests.Providers.Onnx.Graphs;

namespace Custos.Tests.Providers.Onnx.Runtime;

public sealed class ModelSessionTests
{
    [OnnxRuntimeFact]
    public void It_knows_what_the_graph_takes_and_answers()
    {
        using var session = ModelSession.Open(GraphBuilderTests.Scaled(), 1);

        session.Inputs.ShouldHaveSingleItem().ToString().ShouldBe("x [any, 2]");
        session.Outputs.ShouldHaveSingleItem().Type.ShouldBe(ElementType.Float);
    }

    [OnnxRuntimeFact]
    public void What_is_no_model_is_refused_in_words()
    {
        Should.Throw<OnnxRuntimeException>(() => ModelSession.Open("no model"u8, 1)).Message.ShouldNotBeEmpty();
        Should.Throw<OnnxRuntimeException>(() => ModelSession.Open(GraphBuilderTests.Scaled().AsSpan(0, 40), 1));
    }

    [OnnxRuntimeFact]
    public void Inputs_that_do_not_fit_are_refused_in_words()
    {
        using var session = ModelSession.Open(GraphBuilderTests.Scaled(), 1);

        Should.Throw<OnnxRuntimeException>(() => session.Run([("x", Tensor.Of([1f, 2f, 3f], 1, 3))], "y"));
        Should.Throw<OnnxRuntimeException>(() => session.Run([("z", Tensor.Of([1f, 2f], 1, 2))], "y"));
    }

    [OnnxRuntimeFact]
    public void A_run_that_was_stopped_before_it_began_fails()
    {
        using var session = ModelSession.Open(GraphBuilderTests.Scaled(), 1);
        using var stop = new RunStop();
        stop.Stop();

        Should.Throw<OnnxRuntimeException>(() => session.Run([("x", Tensor.Of([1f, 2f], 1, 2))], "y", stop));
    }

    [OnnxRuntimeFact]
    public void A_stop_after_the_end_does_nothing()
    {
        var stop = new RunStop();
        stop.Dispose();

        Should.NotThrow(stop.Stop);
    }

    [OnnxRuntimeFact]
    public void Runs_side_by_side_do_not_disturb_one_another()
    {
        using var session = ModelSession.Open(GraphBuilderTests.Scaled(), 1);

        Parallel.For(0, 2000, number => session.Run([("x", Tensor.Of([number, 1f], 1, 2))], "y").Values.ShouldBe(new[] { 10f * number, 20f }));
    }

    [OnnxRuntimeFact]
    public void Ten_thousand_runs_and_failures_leave_nothing_open()
    {
        var session = ModelSession.Open(GraphBuilderTests.Scaled(), 1);
        var before = Collected();
        for (var i = 0; i < 10_000; i++)
        {
            session.Run([("x", Tensor.Of([1f, 2f], 1, 2))], "y");
            if (i % 10 == 0) Should.Throw<OnnxRuntimeException>(() => session.Run([("x", Tensor.Of([1f, 2f, 3f], 1, 3))], "y"));
        }

        // Other tests open a few meanwhile; a leak would be of thousands.
        (Collected() - before).ShouldBeLessThan(1000);
        session.Dispose();
    }

    private static long Collected()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return OrtHandle.Live;
    }
}
