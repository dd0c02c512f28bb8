namespace Custos.Statistics.Calls;

/// <summary>Which function is asked for by name, and what answers it?</summary>
/// <param name="Name">Group and question, as in <c>intervals.binomial</c>.</param>
/// <param name="Answer">From inputs to results. Inputs that make no sense are an <see cref="ArgumentException"/> or a <see cref="Records.BadInputException"/>.</param>
public sealed record StatisticsCall(string Name, Func<CallInputs, CallResults> Answer);
