namespace Custos.App.Api;

/// <summary>Ends a request with a <see cref="Problem"/>.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public Problem Problem { get; } = problem;
}
