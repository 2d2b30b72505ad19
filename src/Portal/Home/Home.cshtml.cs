using Besoksnaring.Portal.Look;

namespace Besoksnaring.Portal.Home;

/// <summary>Says what this is for.</summary>
sealed class HomeModel(PortalContext portal) : PortalPage(portal);
