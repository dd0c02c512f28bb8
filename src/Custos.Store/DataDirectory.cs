namespace Custos.Store;

/// <summary>Where does a store keep its files?</summary>
/// <param name="Path">A folder; made when it does not exist.</param>
public sealed record DataDirectory(string Path);
