using System.Text;

namespace DockerPS.Engine.Streams.Build;

/// <summary>A part of an ignore pattern.</summary>
internal readonly record struct GlobToken(GlobTokenKind Kind, Rune Character = default, GlobClass? Class = null);
