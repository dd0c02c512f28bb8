using Custos.Gate;
using Custos.Policy.Documents;

namespace Custos.App.Api.Bundles;

/// <summary>Which bundle serves since when, and what is wrong with the files that should have replaced it?</summary>
/// <param name="Bundle">What serves.</param>
/// <param name="Since">When it began to.</param>
/// <param name="Errors">Empty when the files on disk are what serves.</param>
internal sealed record BundleState(Bundle Bundle, DateTimeOffset Since, IReadOnlyList<PolicyError> Errors);
